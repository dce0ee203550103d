# frozen_string_literal: true

require "rails_helper"

# Nothing answers at the service's address in specs, and every attempt to reach it raises.
RSpec.describe "While the service is away" do
  fab!(:expert) { Fabricate(:user) }
  fab!(:asker) { Fabricate(:user, trust_level: 1) }
  fab!(:experts) { Fabricate(:group, messageable_level: Group::ALIAS_LEVELS[:everyone]).tap { |group| group.add(expert) } }
  fab!(:category) { Fabricate(:category) }

  before do
    SiteSetting.hybrid_desk_enabled = true
    SiteSetting.hybrid_desk_service_url = "https://desk.example.org"
    SiteSetting.hybrid_desk_secret = "a secret that both know"
    desk_config(category: category, groups: { expert: [experts.id], ask: [experts.id] })
    Jobs.run_immediately!
  end

  def created(**params)
    post "/posts.json", params: params
    expect(response.status).to eq(200)
    response.parsed_body
  end

  it "people ask, answer, edit and read as always, and marks already known stay" do
    sign_in(asker)
    question = created(title: "A question while it is away", raw: "Does everything still work here?", category: category.id)
    desk_ticket(Topic.find(question["topic_id"]))
    sign_in(expert)
    created(topic_id: question["topic_id"], raw: "It does, thank you for asking that")
    put "/t/-/#{question["topic_id"]}.json", params: { title: "A question while the service is away" }
    sign_in(asker)
    put "/posts/#{question["id"]}.json", params: { post: { raw: "Does everything still work in here?" } }
    created(
      title: "A private question to the desk",
      raw: "And does this work as well?",
      archetype: "private_message",
      target_recipients: experts.name
    )

    get "/t/#{question["topic_id"]}.json"

    expect(response.parsed_body.dig("hybrid_desk", "everyone", "stateText")).to eq("Waiting for the desk")
    expect(response.parsed_body["post_stream"]["posts"].size).to eq(2)
    expect(a_request(:any, /desk\.example\.org/)).not_to have_been_made
  end

  it "whole pages are served, with the plugin's styles, to people and to crawlers" do
    topic = Fabricate(:post, topic: Fabricate(:topic, category: category)).topic

    statuses =
      [nil, "Googlebot/2.1 (+http://www.google.com/bot.html)"].map do |agent|
        get "/t/#{topic.slug}/#{topic.id}", headers: { "HTTP_USER_AGENT" => agent }.compact
        response.status
      end

    expect(statuses).to eq([200, 200])
  end

  it "pages are shown while the forum is read-only" do
    topic = Fabricate(:post, topic: Fabricate(:topic, category: category)).topic
    desk_ticket(topic)
    Discourse.enable_readonly_mode

    get "/t/#{topic.id}.json"

    expect(response.parsed_body["hybrid_desk"]).to be_present
  ensure
    Discourse.disable_readonly_mode
  end
end
