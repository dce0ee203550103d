# frozen_string_literal: true

# The service as the forum reaches it, answering what an example says.
module HybridDeskService
  SERVICE = "https://desk.example.org/folder"
  SECRET = "a secret that both know"

  def set_up_service
    SiteSetting.hybrid_desk_enabled = true
    SiteSetting.hybrid_desk_secret = SECRET
    SiteSetting.hybrid_desk_service_url = SERVICE
  end

  def service_answers(name, body, status: 200)
    text = body.is_a?(String) ? body : JSON.generate(body)
    stub_request(:post, "#{SERVICE}/plugin/#{name}").to_return(status: status, body: text)
  end

  # The requests that came, each proven to be signed and to fit the contract.
  def asked_of_service(name)
    asked = []
    WebMock::RequestRegistry.instance.requested_signatures.each do |request, times|
      next unless request.uri.path.end_with?("/plugin/#{name}")
      expect(signed_for?(request, "/plugin/#{name}")).to eq(true)
      body = JSON.parse(request.body)
      expect(HybridDesk::Contract.problem("#{name}Request", body)).to eq(nil)
      expect(body["site"]).to eq(Discourse.base_url)
      times.times { asked.push(body) }
    end
    asked
  end

  def signed_for?(request, path)
    header = ->(name) { request.headers[HybridDesk::Signature::HEADERS.fetch(name)] }
    signed =
      HybridDesk::Signature::Signed.new(
        timestamp: header.call(:timestamp),
        nonce: header.call(:nonce),
        method: "POST",
        path: path,
        body: request.body,
      )
    HybridDesk::Signature.by?(SECRET, signed, header.call(:signature))
  end

  # What may come instead of an answer: what the examples of every request go through.
  def self.failures
    {
      "is away" => ->(stub) { stub.to_raise(Errno::ECONNREFUSED) },
      "hangs" => ->(stub) { stub.to_timeout },
      "answers HTML" => ->(stub) { stub.to_return(status: 200, body: "<html>Welcome</html>") },
      "answers nothing" => ->(stub) { stub.to_return(status: 200, body: "") },
      "answers something else" => ->(stub) { stub.to_return(status: 200, body: '{"contract":1,"outcome":"maybe"}') },
      "answers without end" => ->(stub) { stub.to_return(status: 200, body: "[#{" " * 100_000}]") },
      "leads elsewhere" => ->(stub) { stub.to_return(status: 302, headers: { "Location" => "https://elsewhere.example.org/" }) },
      "says that the signature is wrong" => ->(stub) do
        stub.to_return(status: 401, body: '{"errors":["The signature does not fit."],"error_type":"bad_signature"}')
      end,
      "speaks another number of the contract" => ->(stub) do
        stub.to_return(status: 409, body: '{"errors":["Update the older one."],"error_type":"version_mismatch"}')
      end,
    }
  end
end
