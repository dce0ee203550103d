# frozen_string_literal: true

# Small stand-ins for what a forum of each age offers.
describe HybridDesk::Compat do
  let(:serialized) { Struct.new(:scope).new(:staff) }

  let(:forum_of_2022) do
    Class.new do
      def calls
        @calls ||= []
      end

      def enabled?
        true
      end

      def add_to_serializer(serializer, attr, define_include_method = true, &block)
        calls.push([serializer, attr, define_include_method, block])
      end

      def add_admin_route(label, location)
        calls.push([label, location])
      end
    end.new
  end

  let(:forum_of_today) do
    Class.new do
      def calls
        @calls ||= []
      end

      def add_to_serializer(serializer, attr, respect_plugin_enabled: true, include_condition: nil, &block)
        calls.push([serializer, attr, include_condition, block])
      end

      def add_admin_route(label, location, opts = {})
        calls.push([label, location, opts])
      end
    end.new
  end

  def add_field(forum)
    described_class.add_to_serializer(forum, :post, :hybrid_desk, -> { scope == :staff }) { "secret" }
  end

  it "gives 2.9 the condition as include method, which it would otherwise take for a yes" do
    add_field(forum_of_2022)

    names = forum_of_2022.calls.map { |_, name, third| [name, third] }
    shown = [:staff, :member].map { |scope| Struct.new(:scope).new(scope).instance_exec(&forum_of_2022.calls.last.last) }
    expect(names).to eq([[:hybrid_desk, true], [:include_hybrid_desk?, true]])
    expect(shown).to eq([true, false])
  end

  it "gives today's forum the condition as it wants it" do
    add_field(forum_of_today)

    (_, name, condition, value), *others = forum_of_today.calls
    expect([name, serialized.instance_exec(&condition), value.call, others]).to eq([:hybrid_desk, true, "secret", []])
  end

  it "links an admin page only where there can be one" do
    [forum_of_2022, forum_of_today].each { |forum| described_class.add_admin_route(forum, "hybrid_desk.title", "hybrid-desk") }

    expect(forum_of_2022.calls).to eq([])
    expect(forum_of_today.calls).to eq([["hybrid_desk.title", "hybrid-desk", { use_new_show_route: true }]])
  end

  describe "solutions" do
    let(:post) { double(:post, id: 7, topic_id: 3) }
    let(:actor) { double(:actor, guardian: :guardian) }

    it "are accepted and taken back by the module's methods where it has them" do
      stub_const("DiscourseSolved", double(accept_answer!: nil, unaccept_answer!: nil))

      described_class.accept_answer(post, actor)
      described_class.unaccept_answer(post, actor)

      expect(DiscourseSolved).to have_received(:accept_answer!).with(post, actor)
      expect(DiscourseSolved).to have_received(:unaccept_answer!).with(post)
    end

    it "are accepted and taken back by services where there are only those" do
      stub_const("DiscourseSolved", Module.new)
      services = %w[AcceptAnswer UnacceptAnswer].map { |name| stub_const("DiscourseSolved::#{name}", double(call: nil)) }

      described_class.accept_answer(post, actor)
      described_class.unaccept_answer(post, actor)

      expect(services).to all(have_received(:call).with(params: { post_id: 7 }, guardian: :guardian))
    end

    def rows(pairs)
      double(:rows).tap { |model| allow(model).to receive_messages(where: model, joins: model, pluck: pairs) }
    end

    it "are found in custom fields, in the table of 2025 or in the two of 2026" do
      stub_const("TopicCustomField", rows([[3, "7"]]))
      none = described_class.accepted_posts([3])
      stub_const("DiscourseSolved", Module.new)
      fields = described_class.accepted_posts([3])
      stub_const("DiscourseSolved::SolvedTopic", rows([[3, 8]]))
      one_table = described_class.accepted_posts([3])
      stub_const("DiscourseSolved::TopicAnswer", rows([[3, 9], [3, 10]]))
      two_tables = described_class.accepted_posts([3])

      expect([none, fields, one_table, two_tables]).to eq([[], [[3, 7]], [[3, 8]], [[3, 9], [3, 10]]])
    end
  end

  it "asks for a setting only where there is one" do
    stub_const("SiteSetting", double(solved_enabled: true))

    expect([described_class.setting(:solved_enabled), described_class.setting(:no_such)]).to eq([true, nil])
  end

  it "names the author of a notice only where the forum shows it" do
    bot = double(:bot, id: 42)
    old = Class.new
    young = Class.new { def notice_created_by; end }

    named = [old, young].map { |model| stub_const("Post", model) && described_class.notice_author(bot) }

    expect(named).to eq([{}, { created_by_user_id: 42 }])
  end

  it "gives the page of filters a word of ours, where there is one, and says who looks" do
    today =
      Class.new do
        attr_reader :filters

        def add_filter_custom_filter(name, &block)
          (@filters ||= {})[name] = block
        end
      end.new
    heard = []

    described_class.add_list_filter(forum_of_2022, "hybrid_desk") { heard.push(:never) }
    described_class.add_list_filter(today, "hybrid_desk") { |*given| :"narrowed_#{heard.push(given).size}" }
    narrowed = today.filters.fetch("hybrid_desk").call(:topics, %w[mine,due_soon official], :guardian)
    today.filters.fetch("hybrid_desk").call(:topics, "mine")

    expect(heard.map(&:last)).to eq([:guardian, :guardian, :guardian, nil])
    expect(heard.map { |given| given.first(2) }).to eq(
      [[:topics, "mine"], [:narrowed_1, "due_soon"], [:narrowed_2, "official"], [:topics, "mine"]],
    )
    expect(narrowed).to eq(:narrowed_3)
  end
end
