# frozen_string_literal: true

require "rails_helper"

RSpec.describe "A private message of the desk that somebody wants to make public" do
  fab!(:admin) { Fabricate(:admin) }
  fab!(:desk) { Fabricate(:group) }
  fab!(:category) { Fabricate(:category) }
  fab!(:private_topic) { Fabricate(:private_message_topic, allowed_groups: [desk]) }
  fab!(:others) { Fabricate(:private_message_topic) }

  before do
    [private_topic, others].each { |topic| Fabricate(:post, topic: topic) }
    SiteSetting.hybrid_desk_enabled = true
    desk_config(groups: { ask: [desk.id] })
    sign_in(admin)
  end

  def make_public(topic)
    put "/t/#{topic.id}/convert-topic/public.json", params: { category_id: category.id }
    topic.reload
  end

  it "stays private, and whoever tries is told why, with no service about" do
    make_public(private_topic)

    expect(response.status).to eq(403)
    expect(response.parsed_body["errors"]).to eq([I18n.t("hybrid_desk.errors.private_stays_private")])
    expect(private_topic).to be_private_message
  end

  it "stays private although the desk was taken out" do
    private_topic.remove_allowed_group(admin, desk.name)
    HybridDesk::ProtectedTopic.find_or_create_by!(topic_id: private_topic.id)

    expect(make_public(private_topic)).to be_private_message
  end

  it "does not hold for messages of others, nor while the plugin is off" do
    expect(make_public(others)).not_to be_private_message

    SiteSetting.hybrid_desk_enabled = false
    expect(make_public(private_topic)).not_to be_private_message
  end
end
