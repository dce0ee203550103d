# frozen_string_literal: true

require "uri"

module HybridDesk
  module Withholding
    # The one hook that gets everything: the one that sends to the service. Told by its id in a setting, else by its address.
    module OwnHook
      # What receives it may take `/desk/../other` for `/other`, written in whatever way.
      LEADS_ELSEWHERE = %r{\.\.|%2e|%2f|%5c|\\}i.freeze

      module_function

      def own?(id, payload_url, settings)
        return id == settings[:own_webhook_id] if settings[:own_webhook_id].to_i > 0
        under?(payload_url, settings[:service_url])
      end

      # Compared part by part: `https://desk.example.org.evil.example` begins with `https://desk.example.org` as a text.
      def under?(address, service)
        here, there = parsed(address), parsed(service)
        return false if here.nil? || there.nil?
        return false if origin(here) != origin(there) || here.path.match?(LEADS_ELSEWHERE)
        root = there.path.delete_suffix("/")
        here.path == root || here.path.start_with?("#{root}/")
      end

      def parsed(text)
        uri = URI.parse(text.to_s.strip)
        uri if uri.is_a?(URI::HTTP) && uri.host && uri.userinfo.nil?
      rescue URI::InvalidURIError
        nil
      end

      def origin(uri)
        [uri.scheme, uri.host.downcase, uri.port]
      end
    end
  end
end
