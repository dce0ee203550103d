# frozen_string_literal: true

require_relative "../plugin_helper"

describe "What changed since a signature" do
  fab!(:author) { Fabricate(:user) }
  fab!(:expert) { Fabricate(:user) }
  fab!(:group) { Fabricate(:group, users: [expert]) }
  fab!(:category) { Fabricate(:category) }
  fab!(:topic) { Fabricate(:topic, category: category, user: author) }
  fab!(:answer) { Fabricate(:post, topic: topic, user: author, raw: "The house pays, if you report it within a week.") }

  before do
    SiteSetting.hybrid_desk_enabled = true
    SiteSetting.editing_grace_period = 0
    desk_config(category: category, groups: { expert: [group.id] })
    desk_ticket(topic, everyone: { labels: [desk_label(answer, label: "voided", signedVersion: 1)] })
  end

  def changed_for(person)
    person ? sign_in(person) : delete("/session/nobody.json")
    get "/hybrid-desk/posts/#{answer.id}/changed.json"
    response.status == 200 ? response.parsed_body["html"] : response.status
  end

  it "OF-03.3 is shown as the forum shows a revision, over all edits together" do
    answer.revise(author, raw: "The house pays, if you report it within a day.")
    answer.revise(author, raw: "The house pays, if you report it within a month. <b>Soon</b>")

    html = changed_for(expert)

    expect(html).to include("<del>week", "<ins>month")
    expect(html).not_to include("day")
  end

  it "is only what people changed: not the previews of links and images that the forum adds to both" do
    preview = '<aside class="onebox">A page elsewhere</aside>'
    answer.update_columns(cooked: "<p>Within a week.</p>#{preview}")
    answer.reload.revise(author, raw: "The house pays, if you report it within a month.")
    answer.update_columns(cooked: "<p>Within a month.</p>#{preview}")

    html = changed_for(expert)

    expect([html.scan(/<(?:ins|del)\b/).size, html.scan(/diff-(?:ins|del)/)]).to eq([2, []])
    expect(html).to include("<del>week", "<ins>month", preview)
  end

  it "is not told to who asks too often" do
    RateLimiter.enable
    RateLimiter.clear_all!

    expect(Array.new(31) { [changed_for(expert), response.status].last }.tally).to eq(200 => 30, 429 => 1)
  ensure
    RateLimiter.disable
  end

  it "is nothing where the forum kept no difference, and where nothing was signed" do
    expect(changed_for(expert)).to eq(nil)
    answer.revise(author, raw: "The house pays, if you report it within a month.")
    HybridDesk::Ticket.delete_all
    expect(changed_for(expert)).to eq(nil)
  end

  it "is for those alone who may see the post and its revisions" do
    answer.revise(author, raw: "The house pays, if you report it within a month.")
    SiteSetting.edit_history_visible_to_public = false

    expect([nil, Fabricate(:user), expert].map { |person| changed_for(person) }).to eq([403, 404, 404])
    expect(changed_for(author)).to include("month")
    topic.update!(category: Fabricate(:private_category, group: Fabricate(:group)))
    expect(changed_for(author)).to eq(404)
  end
end
