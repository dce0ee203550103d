# frozen_string_literal: true

require_relative "../plugin_helper"
require_relative "../support/service_helper"

describe "The checkbox of a category" do
  include HybridDeskService

  fab!(:category) { Fabricate(:category) }
  fab!(:admin) { Fabricate(:admin) }

  before do
    set_up_service
    service_answers("designation", { contract: 1, designated: false, community: nil, text: "Add it to the settings file." })
  end

  def designate(value = true, id = category.id)
    put "/hybrid-desk/categories/#{id}.json", params: { designated: value }
    response.parsed_body
  end

  it "asks the service, and shows what that says is true" do
    sign_in(admin)

    expect(designate).to eq("designated" => false, "community" => nil, "text" => "Add it to the settings file.")
    expect(asked_of_service("designation")).to match(
      [include("categoryId" => category.id, "designated" => true, "actor" => include("id" => admin.id, "isStaff" => true))],
    )
  end

  it "is for those only who may change the category" do
    secret = Fabricate(:private_category, group: Fabricate(:group))
    statuses =
      [nil, Fabricate(:user), Fabricate(:moderator)].map do |person|
        sign_in(person) if person
        [designate, response.status].last
      end

    expect(statuses).to eq([403, 403, 403])
    sign_in(Fabricate(:user))
    expect([designate(true, secret.id), response.status].last).to eq(404)
    SiteSetting.moderators_manage_categories_and_groups = true
    sign_in(Fabricate(:moderator))
    expect([designate, response.status].last).to eq(200)
    expect([designate("perhaps"), response.status].last).to eq(400)
    expect(asked_of_service("designation").size).to eq(1)
  end

  HybridDeskService.failures.each do |what, answer|
    it "changes nothing when the service #{what}, and says so" do
      answer.call(stub_request(:post, "#{HybridDeskService::SERVICE}/plugin/designation"))
      sign_in(admin)

      expect([designate["error_type"], response.status]).to eq(["unavailable", 503])
    end
  end
end
