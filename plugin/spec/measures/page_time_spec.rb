# frozen_string_literal: true

require "rails_helper"

# Run with MEASURE=1 only: how long a topic page of 20 posts and a list of 30 topics take, plugin off and on in turn, in
# process.
RSpec.describe HybridDesk::Shown, if: ENV["MEASURE"], type: :request do
  fab!(:experts) { Fabricate(:group) }
  fab!(:expert) { Fabricate(:user).tap { |user| experts.add(user) } }
  fab!(:category) { Fabricate(:category) }
  fab!(:topic) { Fabricate(:topic, category: category) }

  before do
    SiteSetting.hybrid_desk_enabled = true
    desk_config(category: category, groups: { expert: [experts.id] })
    answers = 20.times.map { Fabricate(:post, topic: topic, user: Fabricate(:user)) }
    clocks = 3.times.map { |hours| desk_clock(due: hours.hours.from_now).merge("why" => ["a reason in words"] * 5) }
    desk_ticket(topic, everyone: { ownerId: expert.id, clocks: clocks, labels: [desk_label(answers.last, by: expert.id)] })
    29.times do
      other = Fabricate(:post, topic: Fabricate(:topic, category: category)).topic
      desk_ticket(other, everyone: { ownerId: expert.id, clocks: clocks })
    end
    sign_in(expert)
  end

  def milliseconds
    started = Process.clock_gettime(Process::CLOCK_MONOTONIC)
    yield
    (Process.clock_gettime(Process::CLOCK_MONOTONIC) - started) * 1000
  end

  def times(path, rounds)
    found = { false => [], true => [] }
    (rounds + 10).times do |round|
      found.each do |on, measured|
        SiteSetting.hybrid_desk_enabled = on
        2.times { |again| (took = milliseconds { get path }) && again == 1 && round >= 10 && measured << took }
      end
    end
    found.values
  end

  def summary(values)
    sorted = values.sort
    at = ->(part) { sorted[(sorted.size * part).floor].round(1) }
    "median #{at.call(0.5)} ms (quarter #{at.call(0.25)}, three quarters #{at.call(0.75)})"
  end

  it "is measured" do
    ["/t/#{topic.id}.json", "/latest.json"].each do |path|
      off, on = times(path, 200)
      puts "#{path}: off #{summary(off)}, on #{summary(on)}, #{off.size} each, in turn"
    end
  end
end
