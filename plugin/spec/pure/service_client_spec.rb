# frozen_string_literal: true

require "socket"

# A real connection: what a stub cannot show is a service that answers byte by byte.
RSpec.describe HybridDesk::ServiceClient do
  before { WebMock.allow_net_connect! if defined?(WebMock) }

  after { WebMock.disable_net_connect! if defined?(WebMock) }

  def ask(seconds: 5, &answer)
    ask_for("hello", { plugin: "0.1.0", forum: "2.9", at: "2026-11-29T10:00:00.000Z" }, seconds: seconds, &answer)
  end

  def ask_for(name, fields, seconds: 5, &answer)
    server = TCPServer.new("127.0.0.1", 0)
    serving = Thread.new { serve(server, &answer) }
    url = "http://127.0.0.1:#{server.addr[1]}/"
    described_class.new(url: url, secret: "a secret that both know", seconds: seconds).public_send(name, fields)
  ensure
    serving&.kill
    server&.close
  end

  def serve(server)
    socket = server.accept
    head = +""
    head << socket.readline until head.end_with?("\r\n\r\n")
    yield socket, head, socket.read(head[/content-length: (\d+)/i, 1].to_i)
  ensure
    socket&.close
  end

  it "reads an answer, and asks the environment for no proxy" do
    state = { lastDeliveryAt: nil, effects: { waiting: 0, refused: 0 }, console: nil }
    body = { contract: 1, service: "0.3.0", at: "2026-11-29T10:00:00.000Z", **state }
    path = nil
    ENV["http_proxy"] = "http://127.0.0.1:9"
    answer =
      ask do |socket, head, _body|
        path = head.lines.first
        text = JSON.generate(body)
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: #{text.bytesize}\r\nConnection: close\r\n\r\n#{text}")
      end

    expect(path).to start_with("POST /plugin/hello ")
    expect(answer).to include("service" => "0.3.0")
  ensure
    ENV.delete("http_proxy")
  end

  it "gives up after the whole time, however slowly the answer comes" do
    began = Process.clock_gettime(Process::CLOCK_MONOTONIC)
    slow =
      lambda do |socket, _head, _body|
        socket.write("HTTP/1.1 200 OK\r\n")
        100.times do
          socket.write("X-Slow: 1\r\n")
          sleep 0.05
        end
      end

    expect { ask(seconds: 0.3, &slow) }.to raise_error(described_class::Failure, "slow")
    expect(Process.clock_gettime(Process::CLOCK_MONOTONIC) - began).to be < 2
  end

  it "takes no endless answer" do
    endless = ->(socket, _head, _body) { socket.write("HTTP/1.1 200 OK\r\n\r\n#{" " * 200_000}") }

    expect { ask(&endless) }.to raise_error(described_class::Failure, "no_answer")
  end

  it "says when nobody listens" do
    port = TCPServer.open("127.0.0.1", 0) { |server| server.addr[1] }
    client = described_class.new(url: "http://127.0.0.1:#{port}", secret: "a secret that both know")

    expect { client.hello({}) }.to raise_error(described_class::Failure, "unreachable")
  end

  asks = JSON.parse(File.read(File.expand_path("../../../test/fixtures/plugin-asks.json", File.realpath(__dir__))))

  # The service's own tests take each of them, byte by byte.
  asks["asks"].each_with_index do |ask, index|
    it "sends what the service was proven to take: #{ask["name"]} (#{index + 1})" do
      sent = nil
      refused = lambda { |_socket, _head, body| sent = body }
      told = ask.slice("timestamp", "nonce", "body").transform_keys(&:to_sym)
      signed = HybridDesk::Signature::Signed.new(method: "POST", path: "/plugin/#{ask["name"]}", **told)

      expect { ask_for(ask["name"], ask["fields"], &refused) }.to raise_error(described_class::Failure, "unreachable")
      expect(sent.b).to eq(ask["body"].b)
      expect(HybridDesk::Signature.of(asks["secret"], signed)).to eq(ask["signature"])
      expect(HybridDesk::Contract.problem("#{ask["name"]}Request", JSON.parse(sent))).to eq(nil)
    end
  end
end
