-- A case with one of everything, for test_content.c, which breaks it in one place at a time.
local function steps_of(ids)
  local steps = {}
  for i, id in ipairs(ids) do
    steps[i] = { id = id, title = id, minutes = 3, prompt = "What now?", answer = "This." }
  end
  return steps
end

local steps = steps_of { "clarify", "frame", "data", "model", "evaluate", "serve", "monitor" }
steps[3].hints = { "Time goes one way." }
steps[3].traps = { "A random split." }
steps[3].decisions = {
  { knob = "data.split", accept = { "temporal" }, why = "leaks", points = 2, open = "How do you hold out?" },
  { knob = "data.negative_keep_rate", accept = { "0.10..1", 0.05 }, why = "cheap", points = 1 },
}
steps[3].probes = {
  { when = "unsaid data.split", say = "And tomorrow?", risk = "leak" },
  { when = "metric ranking.roc_auc < 0.6", say = "Weak?" },
  { when = "data.position_debias=off", say = "Position?" },
  { when = "always", say = "Anything else?" },
}
steps[3].forecasts = {
  { metric = "retrieval.recall@100[own]", ask = "Up or down?", kind = "direction", change = "data.split=random" },
  { metric = "list.mrr", ask = "How large?", kind = "interval" },
}
steps[3].rubric = {
  { id = "time", level = "senior", points = 2, about = "time split", why = "leaks", query = { "split by time" },
    needs = "reason", wrong = { "random split" } },
  { id = "log", level = "mid", points = 1, about = "a log", query = { "log" } },
}

return {
  name = "small",
  title = "Small",
  world = "feed",
  headline = "online.ctr",
  knobs = { ["retrieval.dim"] = 32, ["data.features"] = { "item_ctr", "topic" } },
  opening = "Design something small.",
  facts = {
    { id = "users", ask = { "how many users" }, answer = "{value}.", value = 100, unit = "users",
      assume = { "100 users" }, changes = "capacity.machines, retrieval.dim" },
    { id = "goal", ask = { "what is the goal" }, answer = "Watching." },
  },
  unknown = { "I do not know." },
  refusals = { "You tell me." },
  estimates = { { id = "load", title = "Load", unit = "requests/s", formula = "users * (3 + 1e1) / 86400" } },
  phrases = { { knob = "data.split", value = "temporal", say = { "by time" }, unsay = { "in time" } },
              { knob = "retrieval.logq_correction", value = true, say = " log q|what the  sampling does" } },
  quantities = { { knob = "retrieval.dim", near = { "dimensions" } } },
  steps = steps,
  references = { { name = "plain", knobs = { ["ranking.model"] = "logistic" } } },
  drills = { { id = "d", step = 7, title = "Drill", prompt = "Now." } },
}
