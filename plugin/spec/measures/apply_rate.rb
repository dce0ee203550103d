# frozen_string_literal: true

require "rails_helper"
require_relative "../plugin_helper"

# Not run with the specs: it measures. Posts through apply and through REST in turn, in process and without the network.
RSpec.describe HybridDesk::Apply, type: :request do
  include HybridDeskRequests

  ROUNDS = 5
  # So few that a slow machine carries them out within one request's time.
  EFFECTS = 40

  fab!(:bot) { Fabricate(:moderator) }
  fab!(:topic) { Fabricate(:topic) }
  fab!(:question) { Fabricate(:post, topic: topic) }

  before { set_up_desk(bot) }

  let(:key) { { "Api-Key" => ApiKey.create!(user: bot).key, "Api-Username" => bot.username } }

  def seconds
    started = Process.clock_gettime(Process::CLOCK_MONOTONIC)
    yield
    Process.clock_gettime(Process::CLOCK_MONOTONIC) - started
  end

  def text(round, number)
    "What the desk did about it, number #{number} of #{round}, #{SecureRandom.hex(8)}.\n\n<!-- #{marker(("a".."z").to_a[number % 26])} -->"
  end

  def through_apply(round)
    effects =
      (1..EFFECTS).map do |number|
        fields = { topicId: topic.id, raw: text(round, number), markers: ["hd1-#{number.to_s(8).tr("0-7", "a-h").rjust(26, "z")}"] }
        { type: "post", key: "p:#{round}:#{number}", revision: 1, replyToPostId: nil, noBump: true, onlyInMessage: false, **fields }
      end
    answers = []
    seconds { answers = apply_effects(*effects) }.tap { raise answers.tally.inspect if answers.any? { |one| one["outcome"] != "done" } }
  end

  def through_rest(round)
    seconds do
      (1..EFFECTS).each do |number|
        post "/posts.json", params: { topic_id: topic.id, raw: text(round, number), no_bump: "true", auto_track: "false" }, headers: key
        raise response.body if response.status != 200
      end
    end
  end

  it "measures" do
    through_rest("warm")
    through_apply("warm")
    taken = (1..ROUNDS).map { |round| [through_apply(round), through_rest(round)] }.transpose

    { "apply, 1 request" => taken.first, "REST, #{EFFECTS} requests" => taken.last }.each do |way, all|
      rates = all.map { |one| EFFECTS / one }.sort
      puts format("%-20s %5.1f effects a second (median of %d; %.1f to %.1f)", way, rates[ROUNDS / 2], ROUNDS, rates.first, rates.last)
    end
  end
end
