# frozen_string_literal: true

module HybridDesk
  # Whether a request is the service's, is of now, and was not here before. Raises a refusal where it is not.
  class RequestCheck
    # Longer than any signature is good for.
    NONCE_SECONDS = 600

    # `nonces` says of each nonce whether this is its first use, and remembers it.
    def initialize(secret:, now:, nonces:)
      @secret = secret
      @now = now
      @nonces = nonces
    end

    # The block reads the body: not before the head of the request may be that of one of ours.
    def check(signed, signature)
      raise Refusal.new("not_configured") unless Signature.secret?(@secret)
      raise Refusal.new("bad_signature") unless well_formed?(signed, signature.to_s)
      raise Refusal.new("old_timestamp", seconds: Signature::SECONDS, now: @now.utc.iso8601) if old?(signed)
      signed.body = yield
      raise Refusal.new("bad_signature") unless Signature.by?(@secret, signed, signature.to_s)
      raise Refusal.new("used_nonce") unless @nonces.first_use?(signed.nonce)
    end

    # The object in the body, of the number of the contract that we speak.
    def self.read(body)
      text = body.dup.force_encoding(Encoding::UTF_8)
      value = text.valid_encoding? && JSON.parse(text)
      raise Refusal.new("not_json") unless value.is_a?(Hash)
      service = value["contract"]
      raise Refusal.new("version_mismatch", plugin: Contract::NUMBER, service: service) if service != Contract::NUMBER
      value
    rescue JSON::ParserError
      raise Refusal.new("not_json")
    end

    private

    def well_formed?(signed, signature)
      signed.timestamp.to_s.match?(/\A\d{1,12}\z/) && signed.nonce.to_s.match?(/\A[0-9a-f]{32}\z/) &&
        signature.match?(/\A[0-9a-f]{64}\z/)
    end

    def old?(signed)
      (@now.to_i - signed.timestamp.to_i).abs > Signature::SECONDS
    end
  end
end
