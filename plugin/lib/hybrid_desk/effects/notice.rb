# frozen_string_literal: true

module HybridDesk
  module Effects
    # Our block in the notice of a post, between two comments; what others wrote around it is kept.
    class Notice < Base
      OURS = /<!-- hd -->.*?<!-- \/hd -->/m

      def call
        return refused("closed_or_gone") if post.nil?
        return refused("not_permitted") unless guardian.can_edit_staff_notes?(post.topic)
        before = current
        text = self.class.with(before, effect["block"])
        write(before, text) if text != before
        done(post: post)
      end

      def self.with(current, block)
        ours = "<!-- hd -->\n#{block}\n<!-- /hd -->"
        if !current.match?(OURS)
          block.empty? ? current : [current.rstrip, ours].reject(&:empty?).join("\n\n")
        elsif block.empty?
          current.split(OURS, 2).map(&:strip).reject(&:empty?).join("\n\n")
        else
          current.sub(OURS) { ours }
        end
      end

      private

      # The forum's own notices ("this is a new member") are none of a person.
      def current
        notice = post.custom_fields[::Post::NOTICE]
        notice.is_a?(Hash) && notice["type"] == ::Post.notices[:custom] ? notice["raw"].to_s : ""
      end

      def write(before, text)
        if text.empty?
          post.custom_fields.delete(::Post::NOTICE)
        else
          post.custom_fields[::Post::NOTICE] = {
            type: ::Post.notices[:custom],
            raw: text,
            cooked: ::PrettyText.cook(text, features: { onebox: false }),
            **Compat.notice_author(bot),
          }
        end
        post.save_custom_fields
        ::StaffActionLogger.new(bot).log_post_staff_note(post, old_value: before, new_value: text)
      end
    end
  end
end
