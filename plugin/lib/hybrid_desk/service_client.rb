# frozen_string_literal: true

require "net/http"
require "openssl"
require "timeout"

module HybridDesk
  # Asks the service, signed, at the address of the settings and nowhere else. Whatever is no answer of the contract, or comes too late,
  # is a failure, and no failure holds anything of what was answered.
  class ServiceClient
    # From the first byte that is sent to the last that is read.
    SECONDS = 5
    MOST_BYTES = 64 * 1024
    UNREACHABLE = [
      SystemCallError,
      SocketError,
      IOError,
      OpenSSL::SSL::SSLError,
      Net::ProtocolError,
      Net::HTTPBadResponse,
      Net::HTTPHeaderSyntaxError,
    ].freeze

    # `type` is `unset`, `unreachable`, `slow`, `no_answer` or, where the service refused, the error type of the contract.
    class Failure < StandardError
      attr_reader :type

      def initialize(type)
        @type = type.to_s
        super(@type)
      end
    end

    def self.of_settings
      new(url: ::SiteSetting.hybrid_desk_service_url, secret: ::SiteSetting.hybrid_desk_secret, site: ::Discourse.base_url)
    end

    # `site` is the address of this forum: a copy of it, with the same secret, is another.
    def initialize(url:, secret:, site: nil, seconds: SECONDS)
      @url = url.to_s.strip.delete_suffix("/")
      @secret = secret.to_s
      @site = site
      @seconds = seconds
    end

    def command(body)
      ask("command", body)
    end

    def designation(body)
      ask("designation", body)
    end

    def hello(body)
      ask("hello", body)
    end

    private

    def ask(name, fields)
      body = JSON.generate({ contract: Contract::NUMBER }.merge(fields, @site ? { site: @site } : {}))
      status, text = post("/plugin/#{name}", body)
      answer = parsed(text)
      raise Failure.new(refusal_in(answer)) if status != 200
      raise Failure.new("no_answer") if Contract.problem("#{name}Answer", answer)
      answer.except("contract")
    end

    # The path that is signed begins below the address of the service: a proxy in front of it may add a folder.
    def post(path, body)
      uri = address(path)
      request = Net::HTTP::Post.new(uri, headers(path, body))
      request.body = body
      Timeout.timeout(@seconds) { connection(uri).start { |http| read(http, request) } }
    rescue Timeout::Error
      raise Failure.new("slow")
    rescue *UNREACHABLE
      raise Failure.new("unreachable")
    end

    def address(path)
      raise Failure.new("unset") if @url.empty? || !Signature.secret?(@secret)
      uri = URI.parse("#{@url}#{path}")
      raise Failure.new("unset") unless uri.is_a?(URI::HTTP) && uri.host.present?
      uri
    rescue URI::InvalidURIError
      raise Failure.new("unset")
    end

    # No proxy that the environment names, no second attempt, and Net::HTTP follows no redirect by itself.
    def connection(uri)
      http = Net::HTTP.new(uri.host, uri.port, nil)
      http.use_ssl = uri.scheme == "https"
      http.open_timeout = @seconds
      http.read_timeout = @seconds
      http.max_retries = 0
      http
    end

    def headers(path, body)
      own = { "Content-Type" => "application/json", "Accept" => "application/json", "Accept-Encoding" => "identity" }
      own.merge(Signature.headers(@secret, method: "POST", path: path, body: body))
    end

    def read(http, request)
      text = +""
      status = nil
      http.request(request) do |response|
        status = response.code.to_i
        response.read_body do |part|
          text << part
          raise Failure.new("no_answer") if text.bytesize > MOST_BYTES
        end
      end
      [status, text]
    end

    def parsed(text)
      value = JSON.parse(text.dup.force_encoding(Encoding::UTF_8))
      raise Failure.new("no_answer") unless value.is_a?(Hash)
      value
    rescue JSON::ParserError, EncodingError
      raise Failure.new("no_answer")
    end

    def refusal_in(answer)
      Contract.problem("errorAnswer", answer).nil? ? answer["error_type"] : "no_answer"
    end
  end
end
