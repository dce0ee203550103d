# frozen_string_literal: true

module HybridDesk
  module Effects
    class Topic < Base
      include ByExternalId

      private

      def make
        category = ::Category.find_by(id: effect["categoryId"])
        return refused("closed_or_gone") if category.nil?
        return refused("library_is_public") if effect["onlyReadRestricted"] && !category.read_restricted
        return refused("not_permitted") unless guardian.can_create?(::Topic, category)
        create(title: effect["title"], category: category.id, tags: effect["tags"], external_id: effect["externalId"])
      end
    end
  end
end
