# frozen_string_literal: true

module ::HybridDesk
  # Every difference between Discourse 2.9 and today's that we must know of. We ask what the forum can do, never how old it is.
  module Compat
    module_function

    # 2.9 takes `include_condition:` for its third argument and then shows the field to everybody, so there the condition becomes
    # the include method itself. The block of the condition is run as the serializer, with the plugin on.
    def add_to_serializer(plugin, serializer, field, condition, &value)
      if keyword?(plugin.method(:add_to_serializer), :include_condition)
        plugin.add_to_serializer(serializer, field, include_condition: condition, &value)
      else
        plugin.add_to_serializer(serializer, field, &value)
        plugin.add_to_serializer(serializer, :"include_#{field}?") { plugin.enabled? && instance_exec(&condition) }
      end
    end

    # 2.9 raises for the third argument while it loads, and has no page that the link could lead to.
    def add_admin_route(plugin, label, location)
      return if plugin.method(:add_admin_route).parameters.size < 3
      plugin.add_admin_route(label, location, use_new_show_route: true)
    end

    # 2.9 has no `/filter`. Where there is one, it gives a list of what was written, each perhaps several words; older forums than today's
    # do not say who looks.
    def add_list_filter(plugin, name, &filter)
      return unless plugin.respond_to?(:add_filter_custom_filter)
      plugin.add_filter_custom_filter(name) do |topics, value, guardian|
        words = Array(value).flat_map { |one| one.split(",") }
        words.reduce(topics) { |narrowed, word| filter.call(narrowed, word, guardian) }
      end
    end

    # Today a solution is accepted by a service; 2022 and early 2025 by a method of the module; some versions know only one of them.
    def accept_answer(post, actor)
      if ::DiscourseSolved.respond_to?(:accept_answer!)
        ::DiscourseSolved.accept_answer!(post, actor)
      else
        ::DiscourseSolved::AcceptAnswer.call(params: { post_id: post.id }, guardian: actor.guardian)
      end
    end

    def unaccept_answer(post, actor)
      if ::DiscourseSolved.respond_to?(:unaccept_answer!)
        ::DiscourseSolved.unaccept_answer!(post)
      else
        ::DiscourseSolved::UnacceptAnswer.call(params: { post_id: post.id }, guardian: actor.guardian)
      end
    end

    # Pairs of topic and post id. Kept in custom fields until early 2025, then in a table of Solved, and since a topic may have several
    # solutions (2026) in a second one.
    def accepted_posts(topic_ids)
      return [] unless defined?(::DiscourseSolved)
      if defined?(::DiscourseSolved::TopicAnswer)
        answers = ::DiscourseSolved::TopicAnswer.joins(:solved_topic).where(discourse_solved_solved_topics: { topic_id: topic_ids })
        answers.pluck("discourse_solved_solved_topics.topic_id", :answer_post_id)
      elsif defined?(::DiscourseSolved::SolvedTopic)
        ::DiscourseSolved::SolvedTopic.where(topic_id: topic_ids).pluck(:topic_id, :answer_post_id)
      else
        fields = ::TopicCustomField.where(topic_id: topic_ids, name: "accepted_answer_post_id")
        fields.pluck(:topic_id, :value).map { |topic_id, post_id| [topic_id, post_id.to_i] }
      end
    end

    # Of all forums, as a query; none where Solved is not installed.
    def solved_topics
      return ::DiscourseSolved::SolvedTopic.select(:topic_id) if defined?(::DiscourseSolved::SolvedTopic)
      ::TopicCustomField.where(name: "accepted_answer_post_id").select(:topic_id)
    end

    # Topic, id and type of whom Assign shows; none where it is not installed.
    def assigned(topic_ids)
      return [] unless defined?(::Assigner) && defined?(::Assignment)
      ::Assignment.where(target_type: "Topic", target_id: topic_ids, active: true).pluck(:target_id, :assigned_to_id, :assigned_to_type)
    end

    # Today's notices say who wrote them, for a link on the page; 2.9 would store the field for nothing.
    def notice_author(bot)
      ::Post.method_defined?(:notice_created_by) ? { created_by_user_id: bot.id } : {}
    end

    # The library of 2.9 reads patterns as JavaScript does; today's must be told to, or `$` would let a line follow.
    def json_schema(part)
      options = ::JSONSchemer.respond_to?(:configuration) ? { regexp_resolver: "ecma" } : {}
      ::JSONSchemer.schema(part, **options)
    end

    # Settings that a 2.9 does not know, or a newer one no longer, and abilities of the forum that came later.
    def setting(name)
      ::SiteSetting.respond_to?(name) ? ::SiteSetting.public_send(name) : nil
    end

    # Whether pages of this forum can show a label beside a post: its posts are components with outlets. An older forum, 2.9 among
    # them, loads none of our pages, and a label stays what everybody can show, a notice of the post.
    def labels_shown?
      return @labels_shown if defined?(@labels_shown)
      roots = %w[frontend app/assets/javascripts].map { |folder| ::Rails.root.join(folder, "discourse/app/components/post.gjs") }
      @labels_shown = roots.any?(&:file?)
    end

    # Private on 2.9, public later.
    def patch(plugin)
      plugin.send(:reloadable_patch) { yield }
    end

    # A private method of the mailer on both; without it only the HTML part of a mail carries the label.
    def plain_text_of_mails?
      ::UserNotifications.method_defined?(:email_post_markdown) || ::UserNotifications.private_method_defined?(:email_post_markdown)
    end

    # 2.9 takes a block that gives a text; newer forums a class below one that 2.9 does not have.
    def add_problem_check(plugin, &text)
      return ::AdminDashboardData.add_problem_check { text.call if plugin.enabled? } unless plugin.respond_to?(:register_problem_check)
      check =
        Class.new(::ProblemCheck) do
          define_method(:call) { text.call ? problem : no_problem }
          define_method(:translation_data) { { problems: text.call } }
        end
      ::ProblemCheck.const_set(:HybridDesk, check)
      check.priority = "high"
      plugin.register_problem_check(check)
    end

    def keyword?(method, name)
      method.parameters.any? { |kind, parameter| %i[key keyreq].include?(kind) && parameter == name }
    end
  end
end
