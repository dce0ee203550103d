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

  it "stays private when staff move its posts to a public topic, new or there already" do
    topic = Fabricate(:post, topic: Fabricate(:topic, category: category)).topic
    [admin, Fabricate(:moderator)].each do |person|
      sign_in(person)
      [{ title: "A quite ordinary public topic", category_id: category.id }, { destination_topic_id: topic.id }].each do |where|
        post "/t/#{private_topic.id}/move-posts.json", params: { post_ids: [private_topic.first_post.id], **where }

        expect(response.status).to eq(403)
        expect(response.parsed_body["errors"]).to eq([I18n.t("hybrid_desk.errors.private_stays_private")])
      end
    end
    expect(Topic.where(archetype: "regular").to_a).to eq([topic])
  end

  it "stays private when its posts were merged into a message of others before" do
    post "/t/#{private_topic.id}/merge-topic.json", params: { destination_topic_id: others.id, archetype: "private_message" }
    expect(response.status).to eq(200)

    expect(make_public(others)).to be_private_message
    expect(response.status).to eq(403)
  end

  it "lets the posts of others be moved as ever" do
    post "/t/#{others.id}/move-posts.json",
         params: {
           post_ids: [others.first_post.id],
           title: "A quite ordinary public topic",
           category_id: category.id
         }

    expect(response.status).to eq(200)
  end

  it "does not hold for messages of others, nor while the plugin is off" do
    expect(make_public(others)).not_to be_private_message

    SiteSetting.hybrid_desk_enabled = false
    expect(make_public(private_topic)).not_to be_private_message
  end
end
