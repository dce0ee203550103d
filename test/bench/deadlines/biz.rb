# The biz gem as a peer: a line of JSON in, a line out, like peer-process.ts.
require 'json'
require 'time'
require 'biz'

class Cannot < StandardError; end

# A pause is a break of biz: from and to a minute of a local date.
def breaks_of(pauses, zone)
  breaks = Hash.new { |dates, date| dates[date] = {} }
  pauses.each do |from_text, to_text|
    raise Cannot, 'open pauses' if to_text.nil?
    from, to = [from_text, to_text].map { |text| Time.iso8601(text) }
    raise Cannot, 'pauses with seconds' unless (from.to_i % 60).zero? && (to.to_i % 60).zero?
    first, last = [from, to].map { |time| zone.utc_to_local(time.utc) }
    (Date.new(first.year, first.month, first.day)..Date.new(last.year, last.month, last.day)).each do |date|
      opens = date == Date.new(first.year, first.month, first.day) ? first.strftime('%H:%M') : '00:00'
      closes = date == Date.new(last.year, last.month, last.day) ? last.strftime('%H:%M') : '24:00'
      breaks[date][opens] = [breaks[date][opens], closes].compact.max if opens < closes
    end
  end
  breaks
end

def schedule_of(calendar, pauses)
  special = (calendar['dateHours'] || {}).reject { |_, windows| windows.empty? }
  closed = (calendar['dateHours'] || {}).select { |_, windows| windows.empty? }.keys
  Biz::Schedule.new do |config|
    config.hours = calendar['hours'].reject { |_, windows| windows.empty? }.to_h { |day, windows| [day.to_sym, windows.to_h] }
    config.shifts = special.to_h { |date, windows| [Date.parse(date), windows.to_h] }
    config.holidays = ((calendar['holidays'] || []) + closed - special.keys).map { |date| Date.parse(date) }
    config.breaks = breaks_of(pauses, TZInfo::Timezone.get(calendar['tz'])) unless pauses.empty?
    config.time_zone = calendar['tz']
  end
end

def cost_of(milliseconds, count)
  started = now = Process.clock_gettime(Process::CLOCK_MONOTONIC, :nanosecond)
  passes = 0
  while now < started + milliseconds * 1_000_000 || passes.zero?
    yield
    passes += 1
    now = Process.clock_gettime(Process::CLOCK_MONOTONIC, :nanosecond)
  end
  (now - started).to_f / (passes * count)
end

def reply_to(group)
  plain = schedule_of(group['calendar'], [])
  ready = group['questions'].map do |question|
    schedule = question['pauses'].empty? ? plain : schedule_of(group['calendar'], question['pauses'])
    [schedule, question['minutes'], Time.iso8601(question['start']), Time.iso8601(question['until'])]
  end
  due = ->((schedule, minutes, start, _)) { schedule.time(minutes, :minutes).after(start) }
  elapsed = ->((schedule, _, start, till)) { schedule.within(start, till).in_seconds }
  {
    due: ready.map { |one| due.(one).utc.iso8601 },
    elapsed: ready.map { |one| elapsed.(one) },
    dueCost: cost_of(group['milliseconds'], ready.size) { ready.each { |one| due.(one) } },
    elapsedCost: cost_of(group['milliseconds'], ready.size) { ready.each { |one| elapsed.(one) } }
  }
rescue Cannot => error
  { cannot: error.message }
rescue StandardError => error
  { cannot: "failed: #{error.message}" }
end

$stdout.sync = true
puts 'ready'
$stdin.each_line { |line| puts JSON.generate(reply_to(JSON.parse(line))) }
