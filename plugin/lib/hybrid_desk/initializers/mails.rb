# frozen_string_literal: true

module HybridDesk
  module Initializers
    # A post's label also stands in the mails in which the forum sends it, as page and as plain text.
    class Mails
      def apply(plugin)
        plugin.on(:reduce_cooked) { |fragment, post| Mails.put_before(fragment, post) }
        Compat.patch(plugin) { ::UserNotifications.prepend(PlainText) if Compat.plain_text_of_mails? }
      end

      # Shown to whoever gets the post, so nothing of a reader goes into it.
      def self.text(post)
        return if post.nil? || post.topic.nil?
        Shown.of(post.topic, nil).label(post)&.fetch("text")
      end

      def self.put_before(fragment, post)
        return unless (text = text(post))
        line = ::Nokogiri::XML::Node.new("p", fragment.document)
        line.add_child(::Nokogiri::XML::Node.new("strong", fragment.document)).content = text
        fragment.children.empty? ? fragment.add_child(line) : fragment.children.first.add_previous_sibling(line)
      end

      module PlainText
        def email_post_markdown(post, *rest)
          text = ::SiteSetting.hybrid_desk_enabled ? Mails.text(post) : nil
          text ? "**#{text}**\n\n#{super}" : super
        end
      end
    end
  end
end
