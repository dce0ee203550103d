# frozen_string_literal: true

require_relative "../plugin_helper"

describe "What somebody may see of a ticket" do
  fab!(:asker) { Fabricate(:user) }
  fab!(:expert) { Fabricate(:user) }
  fab!(:group) { Fabricate(:group, users: [expert]) }
  fab!(:category) { Fabricate(:category) }
  fab!(:topic) { Fabricate(:topic, category: category, user: asker) }
  fab!(:message) { Fabricate(:private_message_topic, user: asker) }

  before do
    SiteSetting.hybrid_desk_enabled = true
    desk_config(category: category, groups: { expert: [group.id] })
    desk_ticket(topic)
    desk_ticket(message)
  end

  def parts_for(person, of: topic)
    person ? sign_in(person) : delete("/session/nobody.json")
    get "/hybrid-desk/tickets/#{of.id}.json"
    response.status == 200 ? (response.parsed_body || {}).keys & %w[everyone asker desk] : response.status
  end

  it "is the part of each, with the service away, too" do
    expect(parts_for(nil)).to eq(%w[everyone])
    expect(parts_for(Fabricate(:user))).to eq(%w[everyone])
    expect(parts_for(Fabricate(:moderator))).to eq(%w[everyone])
    expect(parts_for(asker)).to eq(%w[everyone asker])
    expect(parts_for(expert)).to eq(%w[everyone desk])
  end

  it "is nothing of a message for those who do not take part" do
    expect(parts_for(asker, of: message)).to eq(%w[everyone asker])
    [nil, Fabricate(:user), expert, Fabricate(:moderator)].each { |person| expect(parts_for(person, of: message)).to eq(404) }
  end

  it "is nothing where there is no ticket, and not there while the plugin is off" do
    expect(parts_for(asker, of: Fabricate(:topic))).to eq([])
    SiteSetting.hybrid_desk_enabled = false
    expect(parts_for(asker)).to eq(404)
  end
end
