#!/usr/bin/env bash
# Runs a Ruby tool on the plugin, without a forum: scripts/plugin-ruby.sh syntax | lint | pure. Gems are installed once, as the lock says.
set -euo pipefail
cd "$(dirname "$0")/../plugin"
command -v bundle >/dev/null || { echo 'Ruby and bundler are missing: apt-get install ruby ruby-dev bundler build-essential' >&2; exit 1; }
export BUNDLE_GEMFILE=$PWD/Gemfile BUNDLE_PATH=$PWD/../generated/gems BUNDLE_APP_CONFIG=$PWD/../generated/bundle BUNDLE_FROZEN=true

gems() {
  bundle check >/dev/null 2>&1 || bundle install --quiet --jobs 4 --retry 3
}

part=${1:-}
shift || true
case $part in
  syntax)
    # One line for each file that is right; everything else is a warning or an error.
    said=$(find . -name node_modules -prune -o -name '*.rb' -print0 | xargs -0 -n 1 ruby --disable=gems -wc 2>&1 | grep -vx 'Syntax OK' || true)
    [ -z "$said" ] || { echo "$said"; exit 1; }
    ;;
  lint) gems && RUBYOPT=-W0 bundle exec rubocop --format simple --cache-root ../generated/rubocop ;;
  pure) gems && bundle exec rspec --options spec/pure/.rspec "$@" ;;
  gems) gems ;;
  *) echo 'syntax, lint, pure or gems?' >&2; exit 1 ;;
esac
