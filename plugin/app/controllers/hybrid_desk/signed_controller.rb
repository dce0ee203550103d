# frozen_string_literal: true

module HybridDesk
  # What only the service may ask. The signature stands for session, key and CSRF token.
  class SignedController < ::ApplicationController
    requires_plugin PLUGIN_NAME

    skip_before_action :verify_authenticity_token,
                       :redirect_to_login_if_required,
                       :block_if_requires_login,
                       :block_if_readonly_mode,
                       :check_xhr,
                       :preload_json,
                       raise: false
    wrap_parameters false
    prepend_before_action :check_request

    rescue_from(Refusal) { |refusal| render json: refusal.to_h, status: refusal.status }

    private

    # The body is read here, once its signature is right. Rails shall neither parse nor log it: private texts are in it.
    def process_action(*)
      request.request_parameters = {}
      super
    end

    def check_request
      raise PluginDisabled.new unless ::SiteSetting.hybrid_desk_enabled
      check = RequestCheck.new(secret: ::SiteSetting.hybrid_desk_secret, now: Time.now, nonces: Nonces)
      check.check(signed, header(:signature)) { signed_body }
    end

    def signed
      Signature::Signed.new(
        timestamp: header(:timestamp),
        nonce: header(:nonce),
        method: request.request_method,
        path: request.original_fullpath,
      )
    end

    # What only asks has none, so that nothing is read which nobody signed.
    def signed_body
      return request.raw_post if request.post?
      raise Refusal.new("bad_signature") if request.content_length.to_i > 0
      ""
    end

    def header(name)
      request.headers[Signature::HEADERS.fetch(name)].to_s
    end

    def body_as(part)
      value = RequestCheck.read(request.raw_post)
      yield value if block_given?
      problem = Contract.problem(part, value)
      raise Refusal.new("invalid_request", problem: problem) if problem
      raise Refusal.new("other_forum", site: ::Discourse.base_url) if [nil, ::Discourse.base_url].exclude?(value["site"])
      value
    end
  end
end
