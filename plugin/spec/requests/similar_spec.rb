# frozen_string_literal: true

require "rails_helper"
require "yaml"

RSpec.describe "What was answered before" do
  fab!(:asker) { Fabricate(:user) }
  fab!(:category) { Fabricate(:category) }
  fab!(:faq) { Fabricate(:category) }

  before do
    SiteSetting.hybrid_desk_enabled = true
    SiteSetting.allow_duplicate_topic_titles = true
    SearchIndexer.enable
    desk_config(category: category, faqCategoryId: faq.id)
  end

  def topic(title, text, category: faq, **others)
    topic = Fabricate(:topic, title: title, category: category, **others)
    SearchIndexer.index(Fabricate(:post, topic: topic, raw: text, user: topic.user), force: true)
    topic
  end

  def answers(title, text = "", reader: asker, **others)
    sign_in(reader)
    get "/hybrid-desk/answers.json", params: { category_id: category.id, title: title, text: text }.merge(others)
    response.parsed_body["answers"]
  end

  def label(post, name = "official", **others)
    HybridDesk::Label.create!(post_id: post.id, topic_id: post.topic_id, label: name, value: desk_label(post, label: name, **others))
  end

  def solve(topic, post)
    topic.custom_fields["accepted_answer_post_id"] = post.id.to_s
    topic.save_custom_fields
  end

  def reply(topic, raw = "Ask the house, it knows.", **others)
    Fabricate(:post, topic: topic, raw: raw, **others)
  end

  TITLE = "May I sublet my room in summer?"

  it "are articles, official answers and solved topics in this order, each with its state" do
    solved = topic("Sublet a room for the summer", "Is it allowed?", category: category).tap { |one| solve(one, reply(one)) }
    official = topic("May I sublet my room in the summer?", "I am away.", category: category)
    signed = reply(official, "For three months.").tap { |post| label(post, validUntil: 1.day.ago.utc.iso8601(3)) }
    article = topic("About rooms that are sublet", "For three months in a year.")
    topic("May I sublet my room in summer?", "Nobody has answered this.", category: category)

    found = answers(TITLE)

    expect(HybridDesk::Contract.problem("similarAnswers", { "answers" => found })).to eq(nil)
    expect(found.map { |one| one.values_at("kind", "state", "url", "title") }).to eq(
      [
        ["article", "valid", article.relative_url, article.title],
        ["official", "expired", signed.url, official.title],
        ["solved", "valid", solved.posts.last.url, solved.title],
      ]
    )
    expect(found.map { |one| one["excerpt"] }).to eq(["For three months in a year.", "For three months.", "Ask the house, it knows."])
  end

  it "say that a signature ended, and of an article what became of its source, which is not named beside it" do
    source = topic("May I sublet my room?", "I am away in summer.", category: category)
    label(reply(source), "voided", text: "Was an official answer")
    article = topic("May I sublet my room?", "For three months, in summer too.")

    expect(answers(TITLE).map { |one| one.values_at("kind", "state") }).to eq([%w[article valid], %w[official voided]])

    desk_ticket(source, everyone: { articleTopicId: article.id })

    expect(answers(TITLE).map { |one| one.values_at("kind", "state") }).to eq([%w[article voided]])
  end

  it "FA-05.2 are only what the asker may read" do
    experts = Fabricate(:group)
    hidden = Fabricate(:private_category, group: experts)
    HybridDesk::Config.last.then { |config| config.update!(value: config.value.merge("categoryIds" => [category.id, hidden.id])) }
    seen = topic(TITLE, "An article for all.")
    topic(TITLE, "An article that was deleted.").trash!
    topic(TITLE, "An article that is not listed.", visible: false)
    topic(TITLE, "An article that was hidden.").first_post.update_columns(hidden: true)
    topic(TITLE, "Solved among experts", category: hidden).tap { |one| solve(one, reply(one)) }
    topic(TITLE, "Solved in another category", category: Fabricate(:category)).tap { |one| solve(one, reply(one)) }
    message = Fabricate(:private_message_topic, title: TITLE, user: asker)
    SearchIndexer.index(Fabricate(:post, topic: message), force: true)
    label(reply(message))
    topic("May I sublet my room, too?", "Signed, and hidden", category: category).tap { |one| label(reply(one, hidden: true)) }

    expect(answers(TITLE).map { |one| one["url"] }).to eq([seen.relative_url])
    expert = Fabricate(:user).tap { |user| experts.add(user) }
    expect(answers(TITLE, reader: expert).map { |one| one["kind"] }).to contain_exactly("article", "solved")
  end

  it "are none where nothing is alike, where the title is too short, and where the category asks no desk" do
    topic("May I sublet my room?", "For three months in a year.")

    expect(answers("Which canteen has the best soup today?")).to eq([])
    expect(answers("Sublet my room")).to eq([])
    expect(answers(TITLE, category_id: Fabricate(:category).id)).to eq([])
    expect([answers(TITLE, category_id: [category.id]), response.status].last).to eq(404)
    expect(answers("'; & | ! :* ( sublet \\\\ room <-> \"")).to be_an(Array)
  end

  it "are none, and none is thanked for, where a community shows no labels" do
    article = topic("May I sublet my room?", "For three months in a year.")
    HybridDesk::Config.last.then { |config| config.update!(value: config.value.deep_merge("switches" => { "labels" => false })) }

    expect(answers(TITLE)).to eq([])
    post "/hybrid-desk/answers/#{article.id}/helped.json", params: { helped: true }
    expect(response.status).to eq(404)
  end

  it "are refused to who is not signed in, for a category that one may not see, and to who asks too often" do
    get "/hybrid-desk/answers.json", params: { category_id: category.id, title: TITLE }
    expect(response.status).to eq(403)

    answers(TITLE, category_id: Fabricate(:private_category, group: Fabricate(:group)).id)
    expect(response.status).to eq(404)

    RateLimiter.enable
    RateLimiter.clear_all!
    30.times { answers("x") }
    expect(response.status).to eq(200)
    answers("x")
    expect(response.status).to eq(429)
  ensure
    RateLimiter.disable
  end

  it "are none where the search takes too long, and the page goes on" do
    topic(TITLE, "For three months in a year.")
    stub_const(HybridDesk::Similar, :SECONDS, 0.002) do
      stub_const(HybridDesk::Similar, :SQL, "SELECT 1 AS id, 1.0 AS score FROM pg_sleep(1) -- %<title>s %<text>s %<candidates>s") do
        expect(answers(TITLE)).to eq([])
      end
    end
    expect(answers(TITLE).size).to eq(1)
  end

  describe "whether it helped" do
    def helped(topic, value = true, reader: asker)
      sign_in(reader)
      post "/hybrid-desk/answers/#{topic.id}/helped.json", params: { helped: value }
      response.status
    end

    it "FA-06.1 is counted once for each person, article and day" do
      article = topic("May I sublet my room?", "For three months in a year.")
      other = topic("May I keep a cat?", "No cats here.")

      expect([helped(article), helped(article), helped(other), helped(article, reader: Fabricate(:user))]).to eq([200] * 4)
      expect(HybridDesk::SelfServed.counts(Date.yesterday)).to eq("tax" => 3)
      freeze_time(1.day.from_now) { helped(article) }
      expect(HybridDesk::SelfServed.counts(Date.yesterday)).to eq("tax" => 4)
    end

    it "is known of a person for two days at most, also while the plugin is off, and counts without her after that" do
      article = topic("May I sublet my room?", "For three months in a year.")
      helped(article)
      helped(article, reader: Fabricate(:user))

      Jobs::HybridDesk::ForgetWho.new.execute({})
      kept = HybridDesk::SelfServed.pluck(:user_id)
      SiteSetting.hybrid_desk_enabled = false
      freeze_time(1.day.from_now)
      2.times { Jobs::HybridDesk::ForgetWho.new.execute({}) }

      expect(kept).to include(asker.id)
      expect(HybridDesk::SelfServed.pluck(:user_id)).to all(be < 0)
      expect(HybridDesk::SelfServed.counts(1.week.ago)).to eq("tax" => 2)
    end

    it "FA-06.3 is kept of what did not help, and the last word of a day counts" do
      article = topic("May I sublet my room?", "For three months in a year.")

      helped(article, false)
      expect(HybridDesk::SelfServed.pluck(:topic_id, :helped)).to eq([[article.id, false]])
      helped(article, true)
      expect(HybridDesk::SelfServed.pluck(:topic_id, :helped)).to eq([[article.id, true]])
    end

    it "is heard of nothing that one may not see, nor of what is no answer of a community" do
      hidden = topic("May I sublet my room?", "Experts know.", category: Fabricate(:private_category, group: Fabricate(:group)))
      elsewhere = topic("May I sublet my room?", "In another category.", category: Fabricate(:category))

      asked = topic("May I sublet my room?", "Nobody answered.", category: category, user: asker)

      message = Fabricate(:private_message_topic, user: asker)
      expect([hidden, elsewhere, asked, message].map { |one| helped(one) }).to eq([404] * 4)
      solve(asked, reply(asked))
      signed = topic("May I keep a cat?", "Answered.", category: category).tap { |one| label(reply(one)) }
      expect([asked, signed].map { |one| helped(one) }).to eq([200] * 2)
      HybridDesk::SelfServed.delete_all
      expect(helped(topic("May I keep a cat?", "No cats here."), "perhaps")).to eq(400)
      expect(HybridDesk::SelfServed.count).to eq(0)
    end
  end

  describe "FA-05.1 of 50 seeded paraphrases" do
    PARAPHRASES = YAML.load_file(File.expand_path("../fixtures/paraphrases.yml", __dir__))

    def missed(locale)
      SiteSetting.default_locale = locale
      articles = PARAPHRASES.fetch(locale).map { |one| [one, topic(one["title"], one["text"])] }
      articles.flat_map do |one, article|
        one["asked"].reject do |asked|
          answers(asked["title"], asked["text"].to_s).any? { |answer| answer["url"] == article.relative_url }
        end
      end
    end

    it "at least nine of ten find their article in the first three" do
      missed = missed("en") + missed("de")

      expect(PARAPHRASES.values.flatten.flat_map { |one| one["asked"] }.size).to eq(50)
      expect(missed.size).to be <= 5
    end
  end
end
