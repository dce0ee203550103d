# frozen_string_literal: true

require_relative "../../lib/hybrid_desk/community"
require_relative "../../lib/hybrid_desk/roles"
require_relative "../../lib/hybrid_desk/sayings"

RSpec.describe HybridDesk::Sayings do
  let(:community) do
    HybridDesk::Community.new({ "groups" => { "expert" => [41], "signer" => [42], "facilitator" => [43], "deskLead" => [44] } })
  end
  let(:ticket) do
    {
      "askerId" => 7,
      "meToo" => [9],
      "maySay" => {
        "member" => ["me too"],
        "expert" => ["me too", "accept"],
        "signer" => %w[official],
        "facilitator" => %w[mode],
        "persons" => [{ "id" => 7, "words" => ["all good"] }, { "id" => 8, "words" => ["hand back"] }]
      }
    }
  end

  def words(reader_id, *group_ids)
    described_class.for(ticket, reader_id: reader_id, roles: HybridDesk::Roles.new(group_ids, community))
  end

  it "are those of every member, and besides those of each role that the reader holds" do
    expect(words(20)).to eq(["me too"])
    expect(words(20, 41)).to eq(["me too", "accept"])
    expect(words(20, 42)).to eq(["me too", "official"])
    expect(words(20, 41, 44)).to eq(["me too", "accept", "mode"])
  end

  it "are her own alone where she has a part in the ticket" do
    expect(words(7)).to eq(["all good"])
    expect(words(8, 41)).to eq(["hand back"])
  end

  it "are those of a member at once when she left the groups of the desk" do
    expect(words(8)).to eq(["me too"])
  end

  it "hold no second me too" do
    expect(words(9)).to eq([])
    expect(words(9, 41)).to eq(["accept"])
  end

  it "are none for who is not logged in, and for what an older service told" do
    expect(words(nil)).to eq([])
    ticket.delete("maySay")
    expect(words(20)).to eq([])
  end
end
