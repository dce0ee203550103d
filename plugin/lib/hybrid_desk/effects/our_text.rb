# frozen_string_literal: true

module HybridDesk
  module Effects
    # What posts of the bot have in common.
    module OurText
      FIELD = "hybrid_desk_effect"
      MARKER = /<!--\s*hd1-[a-z2-7]{26}\s*-->/

      private

      # Under which a post is found again when nobody knows any more whether it was made.
      def mark
        { FIELD => "#{effect["key"]}##{effect["revision"]}" }
      end

      def made_by_effect
        ids = ::PostCustomField.where(name: FIELD).where("left(value, 200) = ?", mark[FIELD][0, 200]).pluck(:post_id)
        ::Post.with_deleted.where(id: ids, user_id: bot.id).order(:id).first
      end

      # Whoever was away for longer than a claim is good for makes nothing a second time.
      def create(options)
        return { outcome: "in_progress" } unless claim.mine?
        creator = ::PostCreator.new(bot, raw: effect["raw"], custom_fields: mark, auto_track: false, **options)
        made = creator.create
        creator.errors.blank? && made ? done(post: made) : refused(Refusals.reason(creator.errors))
      end

      # Nil: nobody took it away.
      def removed(post)
        topic = ::Topic.with_deleted.find_by(id: post.topic_id)
        gone = post.deleted_at || post.user_deleted || post.hidden || topic.nil? || topic.deleted_at
        overruled("removed") if gone
      end

      # The same text is not written again.
      def revise(post, changes)
        changes = changes.reject { |field, value| same?(field, value, post) }
        return done(post: post) if changes.except(:edit_reason).empty?
        return refused("not_permitted") unless guardian.can_edit?(post)
        revised = ::PostRevisor.new(post, post.topic).revise!(bot, changes, bypass_bump: true)
        return done(post: post) if revised
        problems = post.errors.present? ? post.errors : post.topic.errors
        # The forum cleans texts before it compares them: nothing left to change is no refusal.
        problems.blank? ? done(post: post) : refused(Refusals.reason(problems))
      end

      def same?(field, value, post)
        case field
        when :raw
          plain(value) == plain(post.raw)
        when :title
          value == post.topic.title
        else
          false
        end
      end

      def plain(raw)
        raw.gsub("\r\n", "\n").sub(MARKER, "").gsub(/[ \t]+$/, "").strip
      end
    end
  end
end
