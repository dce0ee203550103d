# frozen_string_literal: true

require "openssl"
require "rack/utils"
require "securerandom"

module HybridDesk
  # How plugin and service sign what they send each other (the same as `shared/contracts/plugin/signature.ts`): HMAC-SHA256 with the
  # secret that both know, over a head of five lines and the body as it came.
  module Signature
    HEADERS = {
      timestamp: "X-Hybrid-Desk-Timestamp",
      nonce: "X-Hybrid-Desk-Nonce",
      signature: "X-Hybrid-Desk-Signature",
    }.freeze
    # A signature is good for so long before and after its timestamp.
    SECONDS = 300
    # A secret that somebody could guess is none. The service asks for as many.
    LEAST_SECRET = 16

    # `path` with its query.
    Signed = Struct.new(:timestamp, :nonce, :method, :path, :body, keyword_init: true)

    module_function

    def secret?(secret)
      secret.to_s.strip.length >= LEAST_SECRET
    end

    def of(secret, signed)
      head = ["hybrid-desk v1", signed.timestamp, signed.nonce, signed.method.upcase, signed.path]
      OpenSSL::HMAC.hexdigest("SHA256", secret, head.map { |line| "#{line}\n" }.join.b + signed.body.b)
    end

    def by?(secret, signed, given)
      !secret.empty? && Rack::Utils.secure_compare(of(secret, signed), given)
    end

    # The headers of a request of ours.
    def headers(secret, method:, path:, body:, now: Time.now)
      signed = Signed.new(timestamp: now.to_i.to_s, nonce: SecureRandom.hex(16), method: method, path: path, body: body)
      {
        HEADERS[:timestamp] => signed.timestamp,
        HEADERS[:nonce] => signed.nonce,
        HEADERS[:signature] => of(secret, signed),
      }
    end
  end
end
