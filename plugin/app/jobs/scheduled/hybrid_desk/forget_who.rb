# frozen_string_literal: true

module Jobs
  module HybridDesk
    # Whom an answer helped is needed to count her once a day, and for nothing after it: the rows stay, without the person.
    class ForgetWho < ::Jobs::Scheduled
      every 1.day

      def execute(_args)
        return if !::SiteSetting.hybrid_desk_enabled || !::HybridDesk::Tables.there?
        ::HybridDesk::SelfServed.forget_who
      end
    end
  end
end
