# frozen_string_literal: true

# A forum in production loads everything at its start, one in test what it needs: a class that is not called as its file would stop the
# first.
describe HybridDesk do
  it "has every class under the name of its file" do
    expect { Rails.autoloaders.main.eager_load }.not_to raise_error
    expect(HybridDesk::Effects.constants.map { |name| name.to_s.underscore }).to include(*HybridDesk::Contract.effects.keys)
  end
end
