# frozen_string_literal: true

require_relative "../plugin_helper"

# Every endpoint of the plugin, asked by each kind of person with a session and without a signature, about a public topic and a private
# one that she takes no part in.
describe "Every door of the plugin" do
  include HybridDeskRequests

  SERVICE = "https://desk.example.org"
  PEOPLE = %i[nobody member expert moderator admin].freeze

  fab!(:bot) { Fabricate(:moderator) }
  fab!(:experts) { Fabricate(:group) }
  fab!(:category) { Fabricate(:category) }
  fab!(:open_topic) { Fabricate(:topic, category: category) }
  fab!(:open_post) { Fabricate(:post, topic: open_topic) }
  fab!(:closed_topic) { Fabricate(:private_message_topic, recipient: bot) }
  fab!(:closed_post) { Fabricate(:post, topic: closed_topic, user: closed_topic.user) }

  let(:asked) { [] }

  before do
    set_up_desk(bot)
    SiteSetting.hybrid_desk_service_url = SERVICE
    desk_config(category: category, groups: { expert: [experts.id] })
    [open_topic, closed_topic].each { |topic| desk_ticket(topic) }
    HybridDesk::Label.create!(post_id: open_post.id, topic_id: open_topic.id, label: "official", value: desk_label(open_post))
    stub_request(:any, /#{Regexp.escape(SERVICE)}/).to_return do |request|
      asked.push(request.uri.path)
      { status: 200, body: ANSWERS.fetch(request.uri.path).to_json, headers: { "Content-Type" => "application/json" } }
    end
  end

  ANSWERS = {
    "/plugin/command" => { contract: 1, outcome: "done", text: nil },
    "/plugin/designation" => { contract: 1, designated: true, community: "tax", text: nil },
  }.freeze

  def come_as(person)
    user = { member: -> { Fabricate(:user) }, moderator: -> { Fabricate(:moderator) }, admin: -> { Fabricate(:admin) } }[person]&.call
    user = Fabricate(:user).tap { |one| experts.add(one) } if person == :expert
    user ? sign_in(user) : delete("/session/nobody.json")
    user
  end

  def press(topic)
    { topic_id: topic.id, line: "still need help", id: SecureRandom.uuid }
  end

  # What each of PEOPLE gets, in their order.
  def doors
    {
      "POST /hybrid-desk/apply" => [{ params: { contract: 1, effects: [] } }, [401] * 5],
      "POST /hybrid-desk/state" => [{ params: { contract: 1, topicIds: [open_topic.id] } }, [401] * 5],
      "GET /hybrid-desk/ping" => [{}, [401] * 5],
      "POST /hybrid-desk/command" => [{ params: press(open_topic) }, [403, 200, 200, 200, 200]],
      "POST /hybrid-desk/command (private)" => [{ params: press(closed_topic) }, [403, 404, 404, 404, 200]],
      "GET /hybrid-desk/tickets/#{open_topic.id}" => [{}, [200] * 5],
      "GET /hybrid-desk/tickets/#{closed_topic.id} (private)" => [{}, [404, 404, 404, 404, 200]],
      "GET /hybrid-desk/posts/#{open_post.id}/changed" => [{}, [403, 200, 200, 200, 200]],
      "GET /hybrid-desk/posts/#{closed_post.id}/changed (private)" => [{}, [403, 404, 404, 404, 200]],
      "GET /hybrid-desk/answers" => [{ params: { category_id: category.id, title: "May I sublet my room?" } }, [403, 200, 200, 200, 200]],
      "POST /hybrid-desk/answers/#{open_topic.id}/helped" => [{ params: { helped: true } }, [403, 200, 200, 200, 200]],
      "PUT /hybrid-desk/categories/#{category.id}" => [{ params: { designated: true } }, [403, 403, 403, 403, 200]],
      "GET /admin/plugins/hybrid-desk/status" => [{}, [404, 404, 404, 404, 200]],
    }
  end

  def ask(door, params: nil)
    method, path = door.split(" ")
    process(method.downcase.to_sym, "#{path}.json", params: params)
    response.status
  end

  it "opens for whom it is meant, and for nobody else" do
    got =
      PEOPLE.map do |person|
        come_as(person)
        doors.map { |door, (request, _)| [door, ask(door, **request)] }.to_h
      end

    expect(got).to eq(PEOPLE.each_index.map { |n| doors.transform_values { |_, statuses| statuses[n] } })
    expect(asked.tally).to eq("/plugin/command" => 5, "/plugin/designation" => 1)
    expect(HybridDesk::Effect.count).to eq(0)
  end

  it "is one of those above: there is no other" do
    own = HybridDesk::Engine.routes.routes.map { |route| [route.verb, "/hybrid-desk#{route.path.spec}"] }
    admin = Rails.application.routes.routes.select { |route| route.defaults[:controller].to_s.start_with?("hybrid_desk/") }
    routes = own + admin.map { |route| [route.verb, route.path.spec.to_s] }
    ids = { "(.:format)" => "", ":topic_id" => open_topic.id.to_s, ":post_id" => open_post.id.to_s, ":id" => category.id.to_s }
    named = routes.map { |verb, path| "#{verb} #{path.gsub(Regexp.union(ids.keys), ids)}" }

    expect(named - doors.keys).to eq([" /hybrid-desk/*path"])
  end

  it "is not there while the plugin is off" do
    SiteSetting.hybrid_desk_enabled = false

    statuses =
      %i[nobody admin].flat_map do |person|
        come_as(person)
        doors.map { |door, (request, _)| ask(door, **request) }
      end

    expect(statuses.uniq).to eq([404])
    expect(asked).to eq([])
  end

  it "takes more than 10 MB from nobody" do
    come_as(:admin)

    post "/hybrid-desk/apply.json", params: "x" * (10.megabytes + 1), headers: { "Content-Type" => "application/json" }

    expect([response.status, response.parsed_body["errors"]]).to match([413, [include("10 MB")]])
  end

  it "OP-15.2 takes a command of 1 MB, and refuses one byte more with the number" do
    come_as(:admin)
    command = { id: "b1946ac9-2f7e-4a4b-9d3e-0123456789ab", topic_id: open_topic.id, line: "me too", more: "" }
    of_bytes = ->(bytes) { JSON.generate(command.merge(more: "x" * (bytes - JSON.generate(command).bytesize))) }

    answers =
      [1.megabyte, 1.megabyte + 1].map do |bytes|
        post "/hybrid-desk/command.json", params: of_bytes.call(bytes), headers: { "Content-Type" => "application/json" }
        [response.status, response.parsed_body["error_type"], response.body[/\d+ MB/]]
      end

    expect(answers).to eq([[200, nil, nil], [413, "too_large", "1 MB"]])
  end
end
