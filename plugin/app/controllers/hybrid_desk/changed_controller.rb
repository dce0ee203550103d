# frozen_string_literal: true

module HybridDesk
  # What changed in a post since it was signed (OF-03), as the forum shows differences, to those who may see its revisions.
  class ChangedController < ::ApplicationController
    requires_plugin PLUGIN_NAME
    include Limits

    PER_MINUTE = 30

    before_action :ensure_logged_in

    def show
      limit("changed", PER_MINUTE)
      post = ::Post.find_by(id: params[:post_id].to_i)
      raise ::Discourse::NotFound unless post && guardian.can_see?(post) && guardian.can_view_edit_history?(post)
      version = signed_version(post)
      before = version && shown_then(post, version)
      # Within the forum's time of grace an edit leaves no revision.
      return render json: { html: nil } if before.nil? || before == post.cooked
      render json: { html: ::DiscourseDiff.new(before, post.cooked).inline_html }
    end

    private

    def signed_version(post)
      labels = Knowledge.of(post.topic, current_user).labels(post.topic_id)
      labels.find { |label| label["postId"] == post.id && label["label"] == "voided" }&.fetch("signedVersion", nil)
    end

    # A revision holds what it replaced, as it was shown: images, previews of links and all. One that was hidden is for staff.
    def shown_then(post, version)
      later = ::PostRevision.where(post_id: post.id).where("number > ?", version).order(:number).to_a
      return if later.any?(&:hidden) && !guardian.is_staff?
      later.map { |revision| revision.modifications["cooked"] }.compact.first&.first
    end
  end
end
