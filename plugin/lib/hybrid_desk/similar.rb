# frozen_string_literal: true

module HybridDesk
  # FA-05: what was answered before and may help who is asking: FAQ articles, topics with an official answer, solved topics, of one
  # community. The forum answers by itself from what its own search has indexed, so it works while the service is away. A word counts the
  # more, the fewer of these topics have it; of the best, titles that are written alike come first.
  class Similar
    MOST = 3
    # The forum's own search for similar topics looks at so much of a text.
    LONGEST_TEXT = 200
    MOST_WORDS = 30
    SECONDS = 0.3
    # Below it what is alike is the small change of questions.
    LEAST = 0.2
    KINDS = %w[article official solved].freeze

    SQL = <<~SQL
      WITH words AS (
          SELECT lexeme, MAX(weight) AS weight FROM (
            SELECT (unnest(to_tsvector(:config, %<title>s))).lexeme, 1.0 AS weight
            UNION ALL SELECT (unnest(to_tsvector(:config, %<text>s))).lexeme, 0.4) every_word
          GROUP BY lexeme ORDER BY weight DESC, length(lexeme) DESC LIMIT :most_words),
        candidates AS MATERIALIZED (%<candidates>s),
        hits AS MATERIALIZED (
          SELECT lexeme, topic_id, CASE WHEN search_data @@ CAST(pattern || 'A' AS tsquery) THEN 1.0 ELSE 0.5 END AS place
          FROM (SELECT lexeme, quote_literal(lexeme) || ':*' AS pattern FROM words) patterns
          JOIN topic_search_data ON search_data @@ CAST(pattern AS tsquery)
          JOIN candidates ON candidates.id = topic_id),
        rare AS (
          SELECT lexeme, weight * ln(2 + (SELECT COUNT(*) FROM candidates) / (1.0 + COALESCE(found, 0))) AS worth
          FROM words LEFT JOIN (SELECT lexeme, COUNT(*) AS found FROM hits GROUP BY lexeme) counted USING (lexeme)),
        best AS (
          SELECT topic_id, SUM(worth * place) / (SELECT SUM(worth) FROM rare) AS said FROM hits JOIN rare USING (lexeme)
          GROUP BY topic_id ORDER BY said DESC, topic_id DESC LIMIT 50)
      SELECT candidates.id, said + 0.5 * similarity(lower(candidates.title), lower(:title)) AS score
      FROM best JOIN candidates ON candidates.id = topic_id ORDER BY score DESC, candidates.id DESC LIMIT :most_topics
    SQL

    def initialize(community, guardian)
      @community = community
      @guardian = guardian
    end

    # As `similarAnswers` of the contract has them; none where the search takes too long.
    def answers(title, text)
      return [] unless @community.switch?("labels")
      within_time { described(found(title, text.to_s[0...LONGEST_TEXT])) }
    end

    # Whether a topic is one that could be shown.
    def answer?(topic)
      @community.switch?("labels") && !Described.new(@community, @guardian, [topic.id]).answer(topic).nil?
    end

    private

    def described(topics)
      described = Described.new(@community, @guardian, topics.map(&:id))
      shown = topics.map { |topic| described.answer(topic) }.compact
      shown.reject { |one| described.told_by_article?(one) }.first(MOST).sort_by { |one| KINDS.index(one[:kind]) }
    end

    def found(title, text)
      ids = ids(title, text)
      topics = ::Topic.where(id: ids).index_by(&:id)
      ids.map { |id| topics[id] }.select { |topic| topic && @guardian.can_see?(topic) }
    end

    def ids(title, text)
      sql = format(SQL, title: unaccented(":title"), text: unaccented(":text"), candidates: candidates.select(:id, :title).to_sql)
      rows = DB.query(sql, config: ::Search.ts_config, title: title, text: text, most_words: MOST_WORDS, most_topics: MOST * 3)
      rows.select { |row| row.score >= LEAST }.map(&:id)
    end

    def unaccented(value)
      ::Search.wrap_unaccent(value)
    end

    def candidates
      topics = ::Topic.visible.listable_topics.secured(@guardian).where(category_id: category_ids)
      answered = Label.where(label: Described::OFFICIAL).select(:topic_id)
      topics
        .where("topics.id NOT IN (SELECT topic_id FROM categories WHERE topic_id IS NOT NULL)")
        .where("topics.category_id = ? OR topics.id IN (#{answered.to_sql} UNION #{Compat.solved_topics.to_sql})", faq_id)
    end

    def category_ids
      @community.value["categoryIds"] + [faq_id]
    end

    # No category has the id 0.
    def faq_id
      @community.faq_category_id || 0
    end

    # A person who types waits for nobody, and nobody else for her.
    def within_time
      ::ActiveRecord::Base.transaction(requires_new: true) do
        DB.exec("SET LOCAL statement_timeout = #{(SECONDS * 1000).to_i}")
        yield.tap { DB.exec("SET LOCAL statement_timeout = DEFAULT") }
      end
    rescue ::ActiveRecord::QueryCanceled, ::PG::QueryCanceled
      []
    end
  end
end
