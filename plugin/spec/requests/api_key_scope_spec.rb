# frozen_string_literal: true

require "rails_helper"

RSpec.describe "A key with the scope of Hybrid Desk" do
  fab!(:bot) { Fabricate(:admin, username: "desk") }
  fab!(:post_of_somebody) { Fabricate(:post) }
  let(:topic) { post_of_somebody.topic }

  before { SiteSetting.hybrid_desk_enabled = true }

  # The key as an admin makes it in the forum.
  let(:key) do
    ApiKey.create!(description: "Hybrid Desk").tap { |made| made.api_key_scopes.create!(resource: "hybrid_desk", action: "service") }
  end

  # 404 and 422 are answers of the action itself; a refused key is 403 with this text.
  def refused?(method, path, params = {})
    process(method, path, params: params, headers: { "Api-Key" => key.key, "Api-Username" => bot.username })
    response.status == 403 && response.parsed_body["error_type"] == "invalid_access"
  end

  def allowed
    {
      "GET" => %W[
        /session/current.json
        /t/#{topic.id}.json
        /t/#{topic.id}/posts.json
        /posts/#{post_of_somebody.id}.json
        /posts.json
        /post_action_users.json?id=#{post_of_somebody.id}&post_action_type_id=2
        /latest.json
        /topics/private-messages-group/#{bot.username}/moderators.json
        /site.json
        /groups/moderators/members.json
        /posts/#{post_of_somebody.id}/revisions/latest.json
        /t/external_id/hd1-x.json
        /user-badges/#{bot.username}.json
      ],
      "POST" => %W[/posts.json /post_actions.json /t/#{topic.id}/invite.json /t/#{topic.id}/invite-group.json /user_badges.json],
      "PUT" => %W[
        /posts/#{post_of_somebody.id}.json
        /t/-/#{topic.id}.json
        /posts/#{post_of_somebody.id}/notice.json
        /t/#{topic.id}/status.json
        /t/#{topic.id}/remove-allowed-user.json
        /t/#{topic.id}/remove-allowed-group.json
      ]
    }
  end

  def elsewhere
    {
      "GET" => %w[
        /admin/users/list/active.json
        /admin/site_settings.json
        /admin/api/keys.json
        /admin/logs/staff_action_logs.json
        /drafts.json
        /search.json?q=x
        /notifications.json
      ],
      "POST" => %w[/admin/groups.json /uploads.json /categories.json],
      "PUT" => %W[
        /admin/site_settings/title.json
        /u/#{bot.username}.json
        /t/#{topic.id}/convert-topic/public.json
        /t/#{topic.id}/recover.json
        /posts/#{post_of_somebody.id}/locked.json
      ],
      "DELETE" => %W[/t/#{topic.id}.json /posts/#{post_of_somebody.id}.json /admin/users/#{bot.id}.json]
    }
  end

  it "is allowed each call of the service" do
    refused = allowed.flat_map { |method, paths| paths.select { |path| refused?(method, path) }.map { |path| "#{method} #{path}" } }

    expect(refused).to eq([])
  end

  # The page is made from the service's own list of its calls.
  it "holds every call that the service's documentation names" do
    page = File.expand_path("../../../docs/reference/calls.md", File.realpath(__dir__))
    skip "the plugin stands alone" unless File.exist?(page)
    calls = File.read(page).scan(%r{`(GET|POST|PUT|DELETE) (/\S+)`}).map { |method, path| [method, path.gsub(/:\w+/, "1")] }
    actions = HybridDesk::Initializers::ApiKeyScope::READS + HybridDesk::Initializers::ApiKeyScope::WRITES

    missing =
      calls.reject do |method, path|
        next true if path.start_with?("/assign/", "/hybrid-desk/")
        route = Rails.application.routes.recognize_path(path, method: method)
        actions.include?("#{route[:controller]}##{route[:action]}")
      end

    expect(calls.size).to be > 20
    expect(missing).to eq([])
  end

  it "is refused everything else, although its user is an administrator" do
    # Below /admin the forum does not even tell that there is something.
    passed =
      elsewhere.flat_map do |method, paths|
        paths.reject { |path| refused?(method, path) || response.status == 404 }.map { |path| "#{method} #{path}" }
      end

    expect(passed).to eq([])
  end

  it "names each of its actions to the administrator by its address" do
    urls = ApiKeyScope.scope_mappings.dig(:hybrid_desk, :service, :urls)

    expect(urls).to include(
      "/hybrid-desk/apply (POST)",
      "/hybrid-desk/state (POST)",
      "/hybrid-desk/ping (GET)",
      "/posts (POST)",
      "/t/:id (GET)"
    )
  end

  it "names only actions that this forum has, or that come with Assign" do
    known =
      (
        HybridDesk::Initializers::ApiKeyScope::READS + HybridDesk::Initializers::ApiKeyScope::WRITES +
          HybridDesk::Initializers::ApiKeyScope::PLUGIN
      )
    missing = known.select { |action| ApiKeyScope.find_urls(actions: [action], methods: nil).empty? }

    expect(missing - %w[discourse_assign/assign#assign discourse_assign/assign#unassign]).to eq([])
  end
end
