-- A case as small as a case can be: for screens that are compared to the letter, so its words never change.
local steps = {}
for i, id in ipairs({ "clarify", "frame", "data", "model", "evaluate", "serve", "monitor" }) do
  steps[i] = {
    id = id, title = "Step of " .. id, minutes = i == 4 and 7 or 4,
    prompt = "This is the prompt of step " .. i .. ". What would you do, and why?",
    hints = { "A first hint for step " .. i .. ".", "A second one.", "A third one." },
    answer = "The model answer of step " .. i .. ".",
    rubric = { { id = "split", about = "parts data by time", level = "mid", points = 1, query = { "split by time" }, needs = "reason" } },
  }
end
steps[3].decisions = { { knob = "data.split", accept = { "temporal" }, why = "the future must not be seen", open = "How do you part training from test rows?", points = 2 } }
steps[2].forecasts = {
  { metric = "online.ctr", ask = "What click rate does the popular list reach?", kind = "interval" },
  { metric = "ranking.roc_auc", ask = "Where between baseline and oracle will your ranker land?", kind = "place" },
}
return {
  name = "pocket", title = "Pocket videos", about = "A feed that fits a pocket: a few thousand people, a few thousand videos.",
  world = "feed", headline = "online.watch_minutes_per_session",
  knobs = { ["world.users"] = 1000, ["world.items"] = 1000, ["world.creators"] = 80, ["retrieval.nlist"] = 16, ["retrieval.nprobe"] = 8 },
  opening = "Good morning. Please design a feed of short videos for a pocket. Where would you begin?",
  facts = {
    { id = "dau", ask = { "how many users are there", "how many people use it" }, answer = "About four thousand a day.", value = 4000, unit = "users", assume = { "four thousand users" } },
  },
  unknown = { "I do not know that." }, refusals = { "That is yours to decide." },
  estimates = { { id = "qps", title = "requests a second at the peak", unit = "requests/s", formula = "dau*10/86400*3" } },
  phrases = {
    { knob = "data.split", value = "temporal", say = { "split by time" } },
    { knob = "retrieval.model", value = "two_tower", say = { "two-tower", "two towers" } },
    { knob = "framing.objective", value = "watch_time", say = { "watch time" } },
  },
  quantities = { { knob = "retrieval.dim", near = { "dimensions" } } },
  steps = steps, references = { { name = "plain", knobs = { ["retrieval.model"] = "two_tower" } } },
}
