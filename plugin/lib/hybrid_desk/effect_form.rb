# frozen_string_literal: true

module HybridDesk
  # Whether something is an effect of the contract. Each is read alone, so that a bad one does not stop the others.
  module EffectForm
    module_function

    # A reason code of the contract, or nil.
    def reason_against(effect)
      return "invalid_effect" unless effect.is_a?(Hash)
      return "unknown_effect" unless Contract.effect_type?(effect["type"])
      "invalid_effect" if Contract.effect_problem(effect) || unstorable?(effect)
    end

    # The forum's database cannot hold this character anywhere.
    def unstorable?(value)
      case value
      when Hash
        value.any? { |name, part| unstorable?(name) || unstorable?(part) }
      when Array
        value.any? { |part| unstorable?(part) }
      when String
        value.include?("\u0000")
      else
        false
      end
    end
  end
end
