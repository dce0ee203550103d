# frozen_string_literal: true

require "rails_helper"

RSpec.describe "Leaving" do
  fab!(:category) { Fabricate(:category) }
  fab!(:expert) { Fabricate(:user) }
  fab!(:topic) { Fabricate(:topic, category: category) }
  fab!(:question) { Fabricate(:post, topic: topic) }
  fab!(:answer) { Fabricate(:post, topic: topic, user: expert) }

  def page(as: nil)
    get "/t/#{topic.slug}/#{topic.id}#{as}", headers: { "HTTP_USER_AGENT" => "Googlebot/2.1 (+http://www.google.com/bot.html)" }
    expect(response.status).to eq(200)
    # What differs from one request to the next in any forum.
    response
      .body
      .gsub(/"(views|timeline_lookup|message_bus_last_id)":\d+/, "")
      .gsub(/csrf-token" content="[^"]*"|nonce="[^"]*"|data-track-view-session-id="[^"]*"/, "")
  end

  def pages
    [page(as: ".json"), page]
  end

  def desk_moves_in
    desk_config(category: category, groups: { expert: [Fabricate(:group).id] })
    desk_ticket(topic, everyone: { ownerId: expert.id, labels: [desk_label(answer)] })
  end

  it "SU-03.1 leaves pages, for people and for machines, that equal those of a topic that was never designated" do
    before = pages

    # While the plugin is on, its style sheet is on each page of the forum.
    SiteSetting.hybrid_desk_enabled = true
    never_designated = pages
    desk_moves_in
    expect(pages).not_to eq(never_designated)
    HybridDesk::Config.find_by(community: "tax").destroy!
    expect(pages).to eq(never_designated)
    desk_config(category: category)
    SiteSetting.hybrid_desk_enabled = false

    expect(pages).to eq(before)
  end

  it "OF-27.2 leaves the notices that the bot wrote" do
    raw = "<!-- hd -->\nOfficial answer\n<!-- /hd -->"
    answer.custom_fields[Post::NOTICE] = { type: Post.notices[:custom], raw: raw, cooked: PrettyText.cook(raw) }
    answer.save_custom_fields
    SiteSetting.hybrid_desk_enabled = true
    desk_moves_in
    HybridDesk::Compat.stubs(:labels_shown?).returns(true)
    notices = -> do
      get "/t/#{topic.id}.json"
      response.parsed_body.dig("post_stream", "posts").map { |post| post.dig("notice", "cooked") }
    end
    expect(notices.call).to eq([nil, nil])

    SiteSetting.hybrid_desk_enabled = false

    expect(notices.call).to match([nil, a_string_including("Official answer")])
  end

  describe HybridDesk::Leaving do
    it "writes everything that is ours to a file and takes it out of the database; the plugin put in again begins anew" do
      SiteSetting.hybrid_desk_enabled = true
      desk_moves_in
      SiteSetting.hybrid_desk_enabled = false
      answer.custom_fields["hybrid_desk_effect"] = "a-key"
      answer.save_custom_fields
      HybridDesk::SelfServed.record(HybridDesk::Communities.all.first, expert, topic, true)
      PluginStore.set("hybrid-desk", "hello", { at: "2026-11-29T10:00:00Z" })
      file = StringIO.new

      described_class.export(file)
      described_class.drop

      tables = JSON.parse(file.string)["tables"]
      expect(tables.keys).to eq(described_class::TABLES)
      expect(tables["hybrid_desk_tickets"].map { |row| row.dig("value", "reference") }).to eq(["TAX-1"])
      expect(tables["hybrid_desk_self_served"]).to match([include("helped" => true).and(satisfy { |row| !row.key?("user_id") })])
      expect(ActiveRecord::Base.connection.tables.grep(/hybrid_desk/)).to eq([])
      expect(DB.query_single("SELECT version FROM schema_migrations WHERE version IN (:ours)", ours: described_class.migrations)).to eq([])
      expect(PostCustomField.where("name LIKE 'hybrid_desk%'")).to be_empty
      expect(PluginStore.get("hybrid-desk", "hello")).to eq(nil)
      expect(pages.first).to include("Hello world")
    end

    it "takes the settings out, the secret among them" do
      SiteSetting.hybrid_desk_secret = "a secret that both know"
      SiteSetting.hybrid_desk_service_url = "https://desk.example.org"

      described_class.drop

      expect(SiteSetting.provider.all.map(&:name).grep(/hybrid_desk/)).to eq([])
      expect([SiteSetting.hybrid_desk_secret, SiteSetting.hybrid_desk_service_url]).to eq(["", ""])
    end

    it "leaves a forum that goes on when the plugin is switched on without its tables, and says that they are missing" do
      bot = Fabricate(:moderator)
      described_class.drop
      SiteSetting.hybrid_desk_bot_username = bot.username
      SiteSetting.hybrid_desk_enabled = true
      SiteSetting.login_required = false
      admin = sign_in(Fabricate(:admin))
      message = Fabricate(:private_message_topic, recipient: bot)
      moved = Fabricate(:post, topic: message)
      message.move_posts(Fabricate(:admin), [moved.id], { title: "Quite another message", archetype: "private_message" })

      paths = %W[/t/#{topic.id}.json /latest.json /latest.json?hybrid_desk=official /search.json?q=desk:official /site.json /posts.json]
      statuses = (paths + ["/admin/plugins/hybrid-desk/status.json"]).map { |path| get path }

      expect(statuses.uniq).to eq([200])
      expect(response.parsed_body["problems"].map { |problem| problem["name"] }).to include("not_migrated")
      expect(HybridDesk::ProtectedTopics.any?([message.id])).to eq(true)
      expect(Jobs::HybridDesk::ProtectWhatIsThere.new.execute({})).to be_truthy
      expect(admin).to be_present
    end

    it "knows all tables that its migrations make" do
      made = ActiveRecord::Base.connection.tables.grep(/\Ahybrid_desk/)

      expect(described_class::TABLES).to match_array(made)
    end
  end

  describe "the task" do
    # In an application of its own, in which the forum has been loaded.
    def leave(file)
      rake = Rake::Application.new
      Rake.with_application(rake) do
        Rake::Task.define_task(:environment)
        rake.add_import(File.expand_path("../../lib/tasks/hybrid_desk.rake", __dir__))
        rake.load_imports
        Rake::Task["hybrid_desk:leave"].invoke(file)
      end
    end

    it "does nothing while the plugin is on, without a file, or over a file" do
      there = Tempfile.new("export")

      [[true, "/tmp/x.json"], [false, nil], [false, there.path]].each do |on, file|
        SiteSetting.hybrid_desk_enabled = on
        expect { leave(file) }.to raise_error(SystemExit).and(output.to_stderr)
      end
      expect(HybridDesk::Config.table_exists?).to eq(true)
    end

    it "writes a file that only its owner may read" do
      SiteSetting.hybrid_desk_enabled = false
      Dir.mktmpdir do |folder|
        file = File.join(folder, "export.json")

        expect { leave(file) }.to output(/export.json/).to_stdout

        expect(File.stat(file).mode & 0o777).to eq(0o600)
        expect(JSON.parse(File.read(file))["plugin"]).to eq(HybridDesk::VERSION)
      end
    end
  end
end
