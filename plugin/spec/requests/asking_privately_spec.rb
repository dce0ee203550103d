# frozen_string_literal: true

require "rails_helper"

RSpec.describe "Asking the desk privately" do
  fab!(:desk) { Fabricate(:group, messageable_level: Group::ALIAS_LEVELS[:everyone]) }
  fab!(:newcomer) { Fabricate(:user, trust_level: 0) }
  fab!(:stranger) { Fabricate(:user) }

  before do
    SiteSetting.hybrid_desk_enabled = true
    desk_config(groups: { ask: [desk.id] })
    Group.refresh_automatic_groups!
  end

  def ask(target)
    post "/posts.json",
         params: {
           title: "My own tax matter is secret",
           raw: "The canary sings at night",
           archetype: "private_message",
           target_recipients: target
         }
    response
  end

  it "ES-01.2 is open to a new account that the forum does not yet let send private messages" do
    sign_in(newcomer)

    expect(ask(stranger.username).status).to eq(422)
    expect(ask(desk.name).status).to eq(200)
    topic = Topic.private_messages.last
    expect([topic.allowed_users.to_a, topic.allowed_groups.to_a]).to eq([[newcomer], [desk]])
    expect(HybridDesk::ProtectedTopic.pluck(:topic_id)).to eq([topic.id])
  end
end
