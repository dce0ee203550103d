# frozen_string_literal: true

require "rails_helper"

RSpec.describe "What pages of the forum show of a ticket" do
  fab!(:experts) { Fabricate(:group) }
  fab!(:expert) { Fabricate(:user).tap { |user| experts.add(user) } }
  fab!(:member) { Fabricate(:user) }
  fab!(:asker) { Fabricate(:user) }
  fab!(:moderator) { Fabricate(:moderator) }
  fab!(:category) { Fabricate(:category) }
  fab!(:topic) { Fabricate(:topic, category: category, user: asker) }
  fab!(:question) { Fabricate(:post, topic: topic, user: asker) }
  fab!(:answer) { Fabricate(:post, topic: topic, user: member) }

  before do
    SiteSetting.hybrid_desk_enabled = true
    desk_config(category: category, groups: { expert: [experts.id] })
  end

  def page(reader = nil, of: topic)
    sign_in(reader) if reader
    get "/t/#{of.id}.json"
    response.parsed_body
  end

  def line(reader = nil, path: "/latest.json")
    sign_in(reader) if reader
    get path
    response.parsed_body.dig("topic_list", "topics").find { |one| one["id"] == topic.id }
  end

  def post_json(body, post)
    body.dig("post_stream", "posts").find { |one| one["id"] == post.id }
  end

  describe "on the topic page" do
    before { desk_ticket(topic, everyone: { ownerId: expert.id, labels: [desk_label(answer, by: expert.id)] }) }

    it "shows everybody the part for everybody, with the names of the people in it" do
      shown = page["hybrid_desk"]

      expect(shown.keys).to contain_exactly("community", "reference", "isPrivate", "everyone", "maySay", "people")
      expect(shown["everyone"]["stateText"]).to eq("Waiting for the desk")
      expect(shown["people"]).to eq(expert.id.to_s => expert.username)
    end

    it "shows the asker's part to the asker, the desk's to the desk, and neither to others, staff included" do
      parts = [nil, member, moderator, asker, expert].map { |reader| page(reader)["hybrid_desk"].keys & %w[asker desk] }

      expect(parts).to eq([[], [], [], ["asker"], ["desk"]])
    end

    it "SU-06.1 SU-06.2 gives who joins the group the desk's buttons at the next display, and takes them from who leaves" do
      said = -> { response.parsed_body.dig("hybrid_desk", "maySay") }
      page(member)
      before = said.call

      experts.add(member)
      get "/t/#{topic.id}.json"
      joined = said.call
      experts.remove(member)
      get "/t/#{topic.id}.json"

      expect([before, joined, said.call]).to eq([["me too"], ["me too", "accept"], ["me too"]])
    end

    it "offers no word to who may write nothing there" do
      words = ->(reader) { page(reader).dig("hybrid_desk", "maySay") }
      expert.update!(silenced_till: 1.day.from_now)
      silenced = words.call(expert)
      category.set_permissions(everyone: :readonly)
      category.save!

      expect([silenced, words.call(member), words.call(asker)]).to eq([[], [], []])
    end

    it "shows nobody a field while the plugin is off, the labels are, or there is no ticket" do
      HybridDesk::Config.last.then { |config| config.update!(value: config.value.deep_merge("switches" => { "labels" => false })) }
      expect(page(expert)).not_to have_key("hybrid_desk")
      expect(post_json(page(expert), answer)).not_to have_key("hybrid_desk")

      HybridDesk::Config.last.then { |config| config.update!(value: config.value.deep_merge("switches" => { "labels" => true })) }
      expect(page(expert)).to have_key("hybrid_desk")
      SiteSetting.hybrid_desk_enabled = false
      expect(page(expert)).not_to have_key("hybrid_desk")

      SiteSetting.hybrid_desk_enabled = true
      HybridDesk::Ticket.delete_all
      expect(page(expert)).not_to have_key("hybrid_desk")
    end

    it "shows the article to those who may read it, and the room to those who take part in it" do
      article = Fabricate(:topic, category: Fabricate(:category))
      hidden = Fabricate(:topic, category: Fabricate(:private_category, group: experts))
      room = Fabricate(:private_message_topic, allowed_groups: [experts])
      ticket = HybridDesk::Ticket.find_by(topic_id: topic.id)
      leads = ->(reader) do
        shown = page(reader)["hybrid_desk"]
        [shown["everyone"]["articleTopicId"], shown.dig("desk", "roomTopicId")]
      end
      lead_to = ->(to) do
        ticket.update!(value: ticket.value.deep_merge("everyone" => { "articleTopicId" => to.id }, "desk" => { "roomTopicId" => room.id }))
      end

      lead_to.call(article)
      expect([leads.call(member), leads.call(expert)]).to eq([[article.id, nil], [article.id, room.id]])
      lead_to.call(hidden)
      expect([leads.call(member), leads.call(expert)]).to eq([[nil, nil], [hidden.id, room.id]])
    end

    it "shows the label of a post, one and never two, and no label on others" do
      body = page

      expect(post_json(body, answer)["hybrid_desk"]).to include(
        "label" => "official",
        "text" => "Official answer",
        "people" => {
          expert.id.to_s => expert.username
        }
      )
      expect(post_json(body, question)).not_to have_key("hybrid_desk")
    end

    describe "beside a notice that said the same" do
      def notice(raw)
        answer.custom_fields[Post::NOTICE] = { type: Post.notices[:custom], raw: raw, cooked: PrettyText.cook(raw) }
        answer.save_custom_fields
        post_json(page, answer)["notice"]
      end

      it "is the only one where pages show it: our block of the notice is left out, and what others wrote into it stays" do
        HybridDesk::Compat.stubs(:labels_shown?).returns(true)

        expect(notice("<!-- hd -->\nOfficial answer\n<!-- /hd -->")).to eq(nil)
        expect(notice("Please be kind.\n\n<!-- hd -->\nOfficial answer\n<!-- /hd -->")["cooked"]).to eq("<p>Please be kind.</p>")
        expect(notice("Please be kind.")["raw"]).to eq("Please be kind.")
      end

      it "leaves the notice where pages cannot show labels, as on 2.9, and where the post has no label" do
        HybridDesk::Compat.stubs(:labels_shown?).returns(false)
        expect(notice("<!-- hd -->\nOfficial answer\n<!-- /hd -->")["cooked"]).to include("Official answer")

        HybridDesk::Compat.stubs(:labels_shown?).returns(true)
        HybridDesk::Ticket.delete_all
        expect(notice("<!-- hd -->\nOfficial answer\n<!-- /hd -->")["cooked"]).to include("Official answer")
      end
    end

    {
      "deleted" => ->(post) { PostDestroyer.new(Fabricate(:admin), post).destroy },
      "deleted by its author" => ->(post) { PostDestroyer.new(post.user, post).destroy },
      "hidden" => ->(post) { post.hide!(PostActionType.types[:spam]) },
      "moved" => ->(post) { post.update_columns(topic_id: Fabricate(:topic).id) }
    }.each do |what, change|
      it "says nothing more of a post that is #{what}, before the service knows" do
        HybridDesk::Ticket.last.then do |ticket|
          labels = [desk_label(answer, text: "The canary is taxed", scope: "canaries", by: expert.id)]
          ticket.update!(value: ticket.value.deep_merge("everyone" => { "ownerId" => nil, "labels" => labels }))
        end
        change.call(answer.reload)

        shown = page["hybrid_desk"]
        get "/hybrid-desk/tickets/#{topic.id}.json"

        expect(shown["everyone"]["labels"]).to eq([])
        expect(shown["people"]).to eq({})
        expect(response.body).not_to include("canar")
        expect(line["hybrid_desk"]["official"]).to eq(false)
      end
    end

    it "shows pages and lists of a ticket that names what no forum has" do
      HybridDesk::Ticket.last.then do |ticket|
        far = { "askerId" => 3_000_000_000, "desk" => { "roomTopicId" => 3_000_000_000 }, "everyone" => { "ownerId" => 3_000_000_000 } }
        ticket.update!(value: ticket.value.deep_merge(far))
      end
      sign_in(expert)

      statuses = ["/t/#{topic.id}.json", "/latest.json", "/latest.json?hybrid_desk=mine"].map { |path| get path }

      expect(statuses).to eq([200, 200, 200])
    end

    it "shows the label also where a post is read alone or in a list of posts" do
      get "/posts/#{answer.id}.json"
      expect(response.parsed_body.dig("hybrid_desk", "label")).to eq("official")

      get "/posts.json"
      expect(response.parsed_body["latest_posts"].map { |post| post.dig("hybrid_desk", "label") }).to contain_exactly("official", nil)
    end

    it "names the room to those who take part in it only, by group or by name" do
      room = Fabricate(:private_message_topic, user: Fabricate(:user))
      HybridDesk::Ticket.last.then { |ticket| ticket.update!(value: ticket.value.deep_merge("desk" => { "roomTopicId" => room.id })) }

      expect(page(expert)["hybrid_desk"]["desk"]["roomTopicId"]).to eq(nil)
      room.topic_allowed_groups.create!(group: experts)
      expect(page(expert)["hybrid_desk"]["desk"]["roomTopicId"]).to eq(room.id)
      TopicAllowedGroup.where(topic: room).delete_all
      room.topic_allowed_users.create!(user: expert)
      expect(page(expert)["hybrid_desk"]["desk"]["roomTopicId"]).to eq(room.id)
      expect(JSON.generate(page(member)["hybrid_desk"])).not_to include("roomTopicId")
    end
  end

  it "tells the asker which post she wrote last, and nobody else" do
    desk_ticket(topic)
    later = Fabricate(:post, topic: topic, user: asker)
    Fabricate(:post, topic: topic, user: asker).trash!
    Fabricate(:post, topic: topic, user: member)

    expect(page(asker).dig("hybrid_desk", "asker", "lastPostId")).to eq(later.id)
    expect(page(expert).to_json).not_to include("lastPostId")
  end

  describe "a discussion" do
    before do
      skip "Solved is not installed" unless defined?(DiscourseSolved)
      SiteSetting.solved_enabled = true
      SiteSetting.allow_solved_on_all_topics = true
      desk_ticket(topic, desk: { kind: "discussion" })
    end

    def acceptable(reader)
      post_json(page(reader), answer)["can_accept_answer"]
    end

    it "TR-04.1 has no button for a solution, and takes none, as long as it is one" do
      expect([acceptable(asker), acceptable(moderator)]).to eq([false, false])
      sign_in(asker)
      post "/solution/accept.json", params: { id: answer.id }
      expect(response.status).to eq(403)

      HybridDesk::Ticket.last.then { |ticket| ticket.update!(value: ticket.value.deep_merge("desk" => { "kind" => "how_to" })) }
      expect([acceptable(asker), acceptable(moderator)]).to eq([true, true])
    end

    it "lets a solution be taken back that was accepted before" do
      HybridDesk::Compat.stubs(:accepted_posts).returns([[topic.id, answer.id]])

      expect(Guardian.new(asker).can_accept_answer?(topic, answer)).to eq(true)
      expect(Guardian.new(asker).can_accept_answer?(topic, Fabricate(:post, topic: topic))).to eq(false)
    end
  end

  describe "in lists" do
    before do
      desk = { clocks: [desk_clock(due: 2.hours.from_now)] }
      desk_ticket(
        topic,
        everyone: {
          ownerId: expert.id,
          clocks: [desk_clock(due: 3.hours.from_now), desk_clock(due: 1.hour.ago, state: "met")]
        },
        desk: desk
      )
    end

    it "shows a line of state, owner and what is due, and the desk its own clocks too" do
      shown = line["hybrid_desk"]

      expect(shown).to include("reference" => "TAX-1", "stateText" => "Waiting for the desk", "ownerId" => expert.id, "official" => false)
      expect(shown["people"]).to eq(expert.id.to_s => expert.username)
      expect(Time.zone.parse(shown["due"])).to be_within(1.minute).of(3.hours.from_now)
      expect(Time.zone.parse(line(expert)["hybrid_desk"]["due"])).to be_within(1.minute).of(2.hours.from_now)
      expect(Time.zone.parse(line(member)["hybrid_desk"]["due"])).to be_within(1.minute).of(3.hours.from_now)
    end

    it "shows no field of a topic without ticket, and none while the plugin is off" do
      other = Fabricate(:topic, category: category)
      get "/latest.json"
      expect(response.parsed_body.dig("topic_list", "topics").find { |one| one["id"] == other.id }).not_to have_key("hybrid_desk")

      SiteSetting.hybrid_desk_enabled = false
      expect(line(expert)).not_to have_key("hybrid_desk")
    end

    it "shows the line among suggested topics" do
      other = Fabricate(:post, topic: Fabricate(:topic, category: category)).topic

      suggested = page(member, of: other)["suggested_topics"].find { |one| one["id"] == topic.id }

      expect(suggested["hybrid_desk"]).to include("reference" => "TAX-1")
    end
  end

  describe "of a private ticket" do
    fab!(:private_topic) { Fabricate(:private_message_topic, user: asker, allowed_groups: [experts]) }
    fab!(:private_post) { Fabricate(:post, topic: private_topic, user: asker) }

    before { desk_ticket(private_topic) }

    it "shows asker and desk their parts, and others not even that there is one" do
      expect(page(asker, of: private_topic)["hybrid_desk"]).to include("isPrivate" => true, "maySay" => ["still need help"])
      expect(page(expert, of: private_topic)["hybrid_desk"]["desk"]).to include("priority" => "high")
      expect(page(member, of: private_topic)).not_to have_key("hybrid_desk")

      get "/topics/private-messages/#{asker.username}.json"
      expect(response.body).not_to include("TAX-1")
    end

    it "shows the line in the inbox of those who take part" do
      sign_in(asker)
      get "/topics/private-messages-sent/#{asker.username}.json"

      expect(response.parsed_body.dig("topic_list", "topics", 0, "hybrid_desk", "reference")).to eq("TAX-1")
    end
  end

  describe "risk notices (OF-19)" do
    fab!(:tag) { Fabricate(:tag, name: "dangerous") }

    before do
      SiteSetting.tagging_enabled = true
      HybridDesk::Config.last.then { |config| config.update!(value: config.value.merge("riskTags" => ["dangerous"])) }
      topic.tags << tag
    end

    it "come back when the official answer is gone" do
      official = Fabricate(:post, topic: topic, user: expert)
      desk_ticket(topic, everyone: { labels: [desk_label(official)] })
      expect(post_json(page, answer)).not_to have_key("hybrid_desk")

      PostDestroyer.new(Fabricate(:admin), official).destroy

      expect(post_json(page, answer)["hybrid_desk"]).to include("label" => "not_yet_checked")
    end

    def notices(reader = nil)
      page(reader).dig("post_stream", "posts").map { |post| post.dig("hybrid_desk", "text") }
    end

    it "OF-19.1 stands on a member's answer at its first display, also in what its author gets back, and with no service about" do
      sign_in(member)
      post "/posts.json", params: { topic_id: topic.id, raw: "I believe that you can simply leave it out" }

      expect(response.parsed_body.dig("hybrid_desk", "text")).to eq("Not yet checked by the experts.")
      expect(notices).to eq([nil, "Not yet checked by the experts.", "Not yet checked by the experts."])
    end

    it "OF-19.4 goes with the tag" do
      topic.tags.delete(tag)

      expect(notices).to eq([nil, nil])
    end

    it "OF-19.5 is on no post of an expert, of the asker, and on no question or small action" do
      Fabricate(:post, topic: topic, user: expert)
      Fabricate(:post, topic: topic, user: asker)
      topic.add_moderator_post(moderator, "closed", post_type: Post.types[:small_action], action_code: "closed.enabled")

      expect(notices.compact.size).to eq(1)
    end

    it "goes when the post was checked, and from all when the topic has its official answer" do
      other = Fabricate(:post, topic: topic, user: Fabricate(:user))
      ticket = desk_ticket(topic, everyone: { labels: [desk_label(answer, label: "checked", text: "Checked")] })
      expect(notices).to eq([nil, "Checked", "Not yet checked by the experts."])

      ticket.update!(value: ticket.value.deep_merge("everyone" => { "labels" => [desk_label(other)] }))
      expect(notices).to eq([nil, nil, "Official answer"])
    end

    it "is one label with what the service says of it, and one where labels are off" do
      ticket = desk_ticket(topic, everyone: { labels: [desk_label(answer, label: "not_yet_checked", text: "from the service")] })
      expect(notices).to eq([nil, "Not yet checked by the experts."])

      HybridDesk::Config.last.then { |config| config.update!(value: config.value.deep_merge("switches" => { "labels" => false })) }
      expect(notices).to eq([nil, "Not yet checked by the experts."])

      HybridDesk::Config.last.then { |config| config.update!(value: config.value.deep_merge("switches" => { "riskNotices" => false })) }
      expect(notices).to eq([nil, nil])
      expect(ticket).to be_present
    end

    it "OF-19.3 stands in the forum's notification mails, as page and as plain text, and beside the search excerpt" do
      SearchIndexer.enable
      answer.update!(raw: "A plumbers answer to find", cooked: "<p>A plumbers answer to find</p>")
      SearchIndexer.index(answer, force: true)
      notification =
        Fabricate(
          :notification,
          user: asker,
          topic: topic,
          post_number: answer.post_number,
          notification_type: Notification.types[:replied],
          data: { original_username: member.username }.to_json
        )

      mail =
        UserNotifications.user_replied(asker, post: answer, notification_type: "replied", notification_data_hash: notification.data_hash)
      get "/search.json", params: { q: "plumbers" }

      parts = [mail.body.to_s.presence, *mail.parts.map { |part| part.body.to_s }].compact
      expect(parts).not_to be_empty
      expect(PrettyText.format_for_email(answer.cooked, answer)).to start_with("<p><strong>Not yet checked by the experts.</strong></p><p>")
      expect(mail.html_part&.body.to_s + mail.body.to_s + parts.join).to include("Not yet checked by the experts.")
      expect(UserNotifications.new.send(:email_post_markdown, answer)).to start_with("**Not yet checked by the experts.**\n\n")
      expect(response.parsed_body["posts"].map { |post| post["hybrid_desk"] }).to eq(
        [{ "label" => "not_yet_checked", "text" => "Not yet checked by the experts." }]
      )
    end

    it "changes no mail of posts that carry no label, and none while the plugin is off" do
      expect(PrettyText.format_for_email(question.cooked, question)).not_to include("Not yet checked")
      expect(PrettyText.format_for_email("<p>x</p>")).to eq("<p>x</p>")

      SiteSetting.hybrid_desk_enabled = false
      expect(PrettyText.format_for_email(answer.cooked, answer)).not_to include("Not yet checked")
      expect(UserNotifications.new.send(:email_post_markdown, answer)).to eq("#{answer.raw}\n\n")
    end
  end

  describe "an official answer" do
    let(:text) { "Official answer by Ada Example, tax advisor, on 29 November 2026" }
    let(:expected) { { "label" => "official", "text" => text, "by" => expert.id, "capacity" => "tax advisor", "scope" => "2026" } }

    before do
      SearchIndexer.enable
      answer.update!(raw: "A plumbers answer to find", cooked: "<p>A plumbers answer to find</p>")
      SearchIndexer.index(answer, force: true)
      label = desk_label(answer, by: expert.id, text: text, capacity: "tax advisor", scope: "2026", validUntil: "2027-11-29T10:00:00.000Z")
      desk_ticket(topic, everyone: { labels: [label] })
    end

    it "OF-01.2 shows in the topic list and in the search result" do
      expect(line["hybrid_desk"]["official"]).to eq(true)

      get "/search.json", params: { q: "plumbers" }

      shown = response.parsed_body["posts"].find { |one| one["id"] == answer.id }["hybrid_desk"]
      expect(shown).to include(expected.merge("at" => "2026-11-29T10:00:00.000Z", "validUntil" => "2027-11-29T10:00:00.000Z"))
    end

    it "OF-01.3 shows in the API and in mail" do
      get "/posts/#{answer.id}.json"

      expect(response.parsed_body["hybrid_desk"]).to include(expected)
      expect(PrettyText.format_for_email(answer.cooked, answer)).to start_with("<p><strong>#{text}</strong></p>")
    end
  end

  it "OF-05.2 an accepted answer and an official one show both labels in search, mail and API" do
    SearchIndexer.enable
    official = Fabricate(:post, topic: topic, user: expert)
    posts = [answer, official]
    posts.each do |post|
      post.update!(raw: "A plumbers answer to find", cooked: "<p>A plumbers answer to find</p>")
      SearchIndexer.index(post, force: true)
    end
    accepted = desk_label(answer, label: "community_answer", text: "Accepted by the community")
    desk_ticket(topic, everyone: { labels: [accepted, desk_label(official)] })
    labels = ->(shown) { shown.map { |one| one.dig("hybrid_desk", "label") } }

    searched =
      posts.map do |post|
        get "/search.json", params: { q: "plumbers @#{post.user.username}" }
        labels.call(response.parsed_body["posts"])
      end
    read =
      posts.map do |post|
        get "/posts/#{post.id}.json"
        response.parsed_body
      end

    expect(searched).to eq([["community_answer"], ["official"]])
    expect(labels.call(read)).to eq(%w[community_answer official])
    expect(posts.map { |post| PrettyText.format_for_email(post.cooked, post)[%r{<strong>(.*)</strong>}, 1] }).to eq(
      ["Accepted by the community", "Official answer"]
    )
  end

  describe "with the data of the site" do
    fab!(:ask_group) { Fabricate(:group, name: "ask_tax", messageable_level: Group::ALIAS_LEVELS[:everyone]) }

    # Who sees what is kept for a minute.
    before { Discourse.cache.clear }

    def communities(reader = nil)
      sign_in(reader) if reader
      get "/site.json"
      response.parsed_body.dig("hybrid_desk", "communities")
    end

    before do
      HybridDesk::Config.last.then do |config|
        changed = {
          "groups" => {
            "ask" => [ask_group.id]
          },
          "words" => {
            "desk" => "help desk"
          },
          "consoleUrl" => "https://desk.example.org/"
        }
        config.update!(value: config.value.deep_merge(changed))
      end
    end

    it "shows everybody the communities, who is signed in how to ask privately, and the desk its console" do
      common = { "id" => "tax", "name" => "Tax", "categoryIds" => [category.id], "words" => { "desk" => "help desk" } }
      asking = { "askGroups" => ["ask_tax"], "privateNotice" => "Administrators can read it." }

      expect(communities).to eq([common])
      expect(communities(member)).to eq([common.merge(asking).merge("isDesk" => false)])
      expect(communities(expert)).to eq([common.merge(asking).merge("isDesk" => true, "consoleUrl" => "https://desk.example.org/")])
    end

    it "tells who is signed in the name of the bot, where the articles are that she may read, and what is promised" do
      faq = Fabricate(:category)
      SiteSetting.hybrid_desk_bot_username = Fabricate(:user, username: "desk_bot").username
      changed = { "faqCategoryId" => faq.id, "texts" => { "expectedReply" => "Within 8 hours" } }
      HybridDesk::Config.last.then { |config| config.update!(value: config.value.deep_merge(changed)) }

      expect(communities.first.keys).not_to include("faqCategoryId", "expectedReply")
      expect(response.parsed_body["hybrid_desk"]).not_to include("bot")
      expect(communities(member).first).to include("faqCategoryId" => faq.id, "expectedReply" => "Within 8 hours")
      expect(response.parsed_body["hybrid_desk"]).to include("bot" => "desk_bot")

      faq.set_permissions(experts => :full)
      faq.save!
      Discourse.cache.clear
      expect(communities(member).first).not_to include("faqCategoryId")
    end

    it "names no community to those who may not see its category, and none while the plugin is off" do
      category.set_permissions(experts => :full)
      category.save!

      expect(communities).to eq(nil)
      expect(communities(member)).to eq(nil)
      expect(communities(expert).size).to eq(1)
      SiteSetting.hybrid_desk_enabled = false
      expect(communities(expert)).to eq(nil)
    end

    it "names no group to whom it does not let write to it" do
      ask_group.update!(messageable_level: Group::ALIAS_LEVELS[:members_mods_and_admins])
      ask_group.add(expert)

      expect(communities(member).first).not_to include("askGroups", "privateNotice")
      expect(communities(expert).first["askGroups"]).to eq(["ask_tax"])
    end

    it "follows new settings at once, and new names of groups after a minute" do
      expect(communities(member).first["askGroups"]).to eq(["ask_tax"])
      ask_group.update!(name: "ask_taxes")
      Discourse.cache.clear
      expect(communities(member).first["askGroups"]).to eq(["ask_taxes"])

      HybridDesk::Config.last.then { |config| config.update!(value: config.value.deep_merge("switches" => { "privateAsking" => false })) }
      expect(communities(member).first).not_to include("askGroups", "privateNotice")
    end
  end

  it "never goes out with a webhook, whatever hook it is" do
    desk_ticket(topic, everyone: { labels: [desk_label(answer)] })

    payloads = [
      WebHook.generate_payload(:post, answer),
      WebHook.generate_payload(:topic, TopicView.new(topic.id, Discourse.system_user), WebHookTopicViewSerializer)
    ]

    expect(payloads.join).not_to include("hybrid_desk", "Official answer")
  end

  describe "queries" do
    # Counted where they go out to the database: not all of them are ActiveRecord's.
    def queries(path)
      count = 0
      inside = false
      counting =
        Module.new do
          %i[exec async_exec exec_params async_exec_params exec_prepared async_exec_prepared].each do |method|
            define_method(method) do |*args, &block|
              outer = inside
              count += 1 unless outer
              inside = true
              super(*args, &block)
            ensure
              inside = outer
            end
          end
        end
      ActiveRecord::Base.connection.raw_connection.singleton_class.prepend(counting)
      get path
      counted = count
      inside = true
      expect(response.status).to eq(200)
      counted
    end

    # The least of three: the forum's own counting of views does not happen with every request.
    def more_with_the_plugin(path)
      off, on =
        [false, true].map do |state|
          SiteSetting.hybrid_desk_enabled = state
          get path
          3.times.map { queries(path) }.min
        end
      on - off
    end

    before do
      SiteSetting.tagging_enabled = true
      tag = Fabricate(:tag, name: "dangerous")
      HybridDesk::Config.last.then { |config| config.update!(value: config.value.merge("riskTags" => ["dangerous"])) }
      desk_ticket(topic, everyone: { ownerId: expert.id, labels: [desk_label(answer, by: expert.id)] }, desk: { roomTopicId: 1 })
      topic.tags << tag
      5.times { Fabricate(:post, topic: topic, user: Fabricate(:user)) }
      30.times do
        other = Fabricate(:post, topic: Fabricate(:topic, category: category, tags: [tag])).topic
        desk_ticket(other, everyone: { ownerId: expert.id })
      end
    end

    it "UI-23.2 adds at most two to a topic page and to a list of 30 topics" do
      [nil, member, asker, expert].each do |reader|
        sign_in(reader) if reader

        expect(more_with_the_plugin("/t/#{topic.id}.json")).to be_between(1, 2)
        expect(more_with_the_plugin("/latest.json")).to be_between(1, 2)
        expect(more_with_the_plugin("/t/#{topic.slug}/#{topic.id}")).to be_between(1, 2)
      end
    end

    it "UI-20.4 adds to a list of 30 topics what it adds to one of three" do
      few = Fabricate(:category)
      HybridDesk::Config.last.then { |config| config.update!(value: config.value.merge("categoryIds" => [category.id, few.id])) }
      3.times do
        other = Fabricate(:post, topic: Fabricate(:topic, category: few, tags: topic.tags)).topic
        desk_ticket(other, everyone: { ownerId: expert.id })
      end
      sign_in(expert)

      short, long = [few, category].map { |one| "/c/#{one.slug}/#{one.id}/l/latest.json" }
      expect(more_with_the_plugin(long)).to eq(more_with_the_plugin(short)).and(be_between(1, 2))
      get long
      expect(response.parsed_body.dig("topic_list", "topics").count { |one| one["hybrid_desk"] }).to eq(30)
    end

    it "UI-23.2 adds no more to a list of posts of 30 topics than to one of few" do
      2.times { get "/posts.json" }

      expect(more_with_the_plugin("/posts.json")).to be_between(1, 3)
    end

    it "adds none to a topic and a list outside of designated categories" do
      elsewhere = Fabricate(:post, topic: Fabricate(:topic, category: Fabricate(:category))).topic
      sign_in(member)

      expect(more_with_the_plugin("/t/#{elsewhere.id}.json")).to be <= 1
      expect(more_with_the_plugin("/c/#{elsewhere.category.slug}/#{elsewhere.category_id}/l/latest.json")).to eq(0)
    end
  end
end
