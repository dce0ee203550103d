# frozen_string_literal: true

module HybridDesk
  # The checkbox of a category: who may change the category asks, the service answers what is true now.
  class DesignationsController < AskingController
    PER_MINUTE = 10

    def update
      category = visible(::Category.find_by(id: params[:id].to_i))
      raise ::Discourse::InvalidAccess.new unless guardian.can_edit?(category)
      raise ::Discourse::InvalidParameters.new(:designated) if %w[true false].exclude?(params[:designated].to_s)
      limit("designation", PER_MINUTE)
      asked = { actor: Actor.of(current_user), categoryId: category.id, designated: params[:designated].to_s == "true" }
      render json: Turns.take(current_user) { ServiceClient.of_settings.designation(asked) }
    end
  end
end
