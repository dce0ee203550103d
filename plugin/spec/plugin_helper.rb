# frozen_string_literal: true

# Loaded by the forum's runner with every spec; for ours only.
require_relative "support/desk_helper"

module HybridDeskRequests
  SECRET = "a secret that both know"

  def set_up_desk(bot)
    SiteSetting.hybrid_desk_enabled = true
    SiteSetting.hybrid_desk_secret = SECRET
    SiteSetting.hybrid_desk_bot_username = bot.username
  end

  # As the service sends it; `changes` are what somebody in between did to it, or what an older request would hold.
  def signed(method, path, body = nil, secret: SECRET, now: Time.now, headers: {}, **changes)
    text = body.nil? || body.is_a?(String) ? body.to_s : JSON.generate(body)
    signature = HybridDesk::Signature.headers(secret, method: method.to_s, path: path, body: text, now: now)
    all = signature.merge("Content-Type" => "application/json").merge(headers)
    process(method, changes[:path] || path, params: changes[:body] || text, headers: all)
    response.parsed_body
  end

  def apply_effects(*effects)
    signed(:post, "/hybrid-desk/apply.json", { contract: 1, effects: effects })["answers"]
  end

  def marker(letter = "a")
    "hd1-#{letter * 26}"
  end
end
