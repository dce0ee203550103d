# frozen_string_literal: true

module HybridDesk
  # A constraint of a route, and what stands at its end: a body that is too large is refused by what the request says of itself, before
  # anybody reads it. What people send is a line; only the service sends more.
  module BodyLimit
    MOST_OF_PEOPLE = 1024 * 1024
    OF_SERVICE = %r{/(apply|state|ping)(\.|\z)}.freeze

    module_function

    def matches?(request)
      ::SiteSetting.hybrid_desk_enabled && (request.content_length.to_i > most(request.path) || unsaid?(request))
    end

    def most(path)
      path.match?(OF_SERVICE) ? Contract::MOST_BYTES : MOST_OF_PEOPLE
    end

    def refusal(path)
      error = Refusal.new("too_large", megabytes: most(path) / 1024 / 1024)
      [error.status, { "Content-Type" => "application/json; charset=utf-8" }, [JSON.generate(error.to_h)]]
    end

    def unsaid?(request)
      request.headers["Transfer-Encoding"].present? && request.headers["Content-Length"].blank?
    end
  end
end
