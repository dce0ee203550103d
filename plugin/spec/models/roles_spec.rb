# frozen_string_literal: true

require "rails_helper"

RSpec.describe HybridDesk::Roles do
  fab!(:experts) { Fabricate(:group) }
  fab!(:signers) { Fabricate(:group) }
  fab!(:facilitators) { Fabricate(:group) }
  fab!(:category) { Fabricate(:category) }
  fab!(:subcategory) { Fabricate(:category, parent_category: category) }
  fab!(:user) { Fabricate(:user) }

  before do
    SiteSetting.hybrid_desk_enabled = true
    groups = { expert: [experts.id], signer: [signers.id], facilitator: [facilitators.id] }
    desk_config(category: category, groups: groups, categoryIds: [category.id, subcategory.id])
  end

  def roles(in_category = category)
    found = described_class.in_category(user, in_category.id)
    %i[desk? expert? signer? facilitator?].select { |question| found.public_send(question) }
  end

  it "is told by the groups of the community's settings" do
    expect(roles).to eq([])
    experts.add(user)
    expect(roles).to eq(%i[desk? expert?])
    signers.add(user)
    expect(roles).to eq(%i[desk? expert? signer?])
  end

  it "ends with the membership, at once" do
    facilitators.add(user)
    expect(roles).to eq(%i[desk? facilitator?])

    facilitators.remove(user)
    expect(roles).to eq([])
  end

  it "holds in subcategories that belong to the community, and nowhere else" do
    experts.add(user)

    expect(roles(subcategory)).to eq(%i[desk? expert?])
    expect(roles(Fabricate(:category))).to eq([])
  end

  it "is none for nobody, and none for staff who are in no group" do
    expect(described_class.in_category(nil, category.id).desk?).to eq(false)
    expect(described_class.in_category(Fabricate(:admin), category.id).desk?).to eq(false)
  end

  it "follows new settings at once" do
    expect(roles).to eq([])
    others = Fabricate(:group).tap { |group| group.add(user) }

    HybridDesk::Config.last.then { |config| config.update!(value: config.value.deep_merge("groups" => { "deskLead" => [others.id] })) }

    expect(roles).to eq(%i[desk? facilitator?])
  end
end
