# frozen_string_literal: true

require "rails_helper"

RSpec.describe HybridDesk::Communities do
  fab!(:bot) { Fabricate(:moderator) }

  before { SiteSetting.hybrid_desk_enabled = true }

  it "does not stay with what was read just before a change for longer than a minute" do
    desk_config
    HybridDesk::BotAccounts.cached_ids
    described_class.all
    # As a process does that read before the change and kept it after all were told to forget.
    HybridDesk::Config.update_all("value = jsonb_set(value, '{name}', '\"Wages\"')")
    PluginStore.set("hybrid-desk", "bot_ids", [bot.id])

    expect(described_class.all.map { |one| one.value["name"] }).to eq(["Tax"])
    freeze_time(61.seconds.from_now)

    expect(described_class.all.map { |one| one.value["name"] }).to eq(["Wages"])
    expect(HybridDesk::BotAccounts.cached_ids).to eq([bot.id])
  end

  it "is not read again at each display" do
    desk_config
    described_class.all

    expect(track_sql_queries { 3.times { described_class.all } }).to eq([])
  end
end
