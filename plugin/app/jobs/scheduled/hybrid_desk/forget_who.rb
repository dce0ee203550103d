# frozen_string_literal: true

module Jobs
  module HybridDesk
    # Whom an answer helped is needed to count her once a day, and for nothing after it: the rows stay, without the person. Also while the
    # plugin is off.
    class ForgetWho < ::Jobs::Scheduled
      every 1.day

      def execute(_args)
        ::HybridDesk::SelfServed.forget_who if ::HybridDesk::Tables.there?
      end
    end
  end
end
