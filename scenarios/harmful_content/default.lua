-- The case as a laptop runs it. From day 9 of the replay on, the image vector arrives empty; words change on every day.
return {
  case = "harmful_content",
  title = "Harmful content on a laptop",
  about = "The case's own design for 100,000 kept posts of 20,000 authors, which stand for three million.",
  scale = { daily_active_users = 20000, items = 3200000, requests_per_user_per_day = 11, peak_to_average = 3,
            latency_budget_ms = 100, reviews_per_day = 500, text_encoder_ms = 2, image_encoder_ms = 3 }, -- small encoders
  world = { users = 20000, items = 100000, days = 14 },
  on_day = function(day, world)
    if day == 9 then
      world:fault("feature_null", { name = "image" })
    end
  end,
}
