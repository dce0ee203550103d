# frozen_string_literal: true

module HybridDesk
  # What changed in a post since it was signed (OF-03), as the forum shows differences, to those who may see its revisions.
  class ChangedController < ::ApplicationController
    requires_plugin PLUGIN_NAME

    before_action :ensure_logged_in

    def show
      post = ::Post.find_by(id: params[:post_id].to_i)
      raise ::Discourse::NotFound unless post && guardian.can_see?(post) && guardian.can_view_edit_history?(post)
      version = signed_version(post)
      before = version && text_of(post, version)
      # Within the forum's time of grace an edit leaves no revision.
      return render json: { html: nil } if before.nil? || before == post.raw
      render json: { html: ::DiscourseDiff.new(::PrettyText.cook(before, topic_id: post.topic_id), post.cooked).inline_html }
    end

    private

    def signed_version(post)
      labels = Knowledge.of(post.topic, current_user).labels(post.topic_id)
      labels.find { |label| label["postId"] == post.id && label["label"] == "voided" }&.fetch("signedVersion", nil)
    end

    # A revision holds what it replaced. One that was hidden is for staff.
    def text_of(post, version)
      later = ::PostRevision.where(post_id: post.id).where("number > ?", version).order(:number).to_a
      return if later.any?(&:hidden) && !guardian.is_staff?
      later.map { |revision| revision.modifications["raw"] }.compact.first&.first
    end
  end
end
