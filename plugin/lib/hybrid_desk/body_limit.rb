# frozen_string_literal: true

module HybridDesk
  # A constraint of a route, and what stands at its end: a body that is too large is refused by what the request says of itself, before
  # anybody reads it.
  module BodyLimit
    module_function

    def matches?(request)
      ::SiteSetting.hybrid_desk_enabled && (request.content_length.to_i > Contract::MOST_BYTES || unsaid?(request))
    end

    def refusal
      error = Refusal.new("too_large", megabytes: Contract::MOST_BYTES / 1024 / 1024)
      [error.status, { "Content-Type" => "application/json; charset=utf-8" }, [JSON.generate(error.to_h)]]
    end

    def unsaid?(request)
      request.headers["Transfer-Encoding"].present? && request.headers["Content-Length"].blank?
    end
  end
end
