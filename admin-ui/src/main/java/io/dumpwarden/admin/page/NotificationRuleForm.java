package io.dumpwarden.admin.page;

import io.dumpwarden.config.NotificationEvent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The form of a notification rule: lists are boxes to tick.
 *
 * @param channels those that there are
 */
public record NotificationRuleForm(FormModel form, List<String> channels) {

  private static final String ALL = "all";

  private static final Set<NotificationEvent> DIGESTS =
      EnumSet.of(NotificationEvent.DIGEST_DAILY, NotificationEvent.DIGEST_WEEKLY);

  /** Each event's id, and what it says to people. */
  public Map<String, String> events() {
    Map<String, String> words = new LinkedHashMap<>();
    for (NotificationEvent event : NotificationEvent.values()) {
      words.put(event.id(), words(event));
    }
    return words;
  }

  private static String words(NotificationEvent event) {
    return switch (event) {
      case FAILED -> "a run failed, or a row is wrong";
      case PARTIAL -> "a run brought less than it should";
      case MISSED -> "a run was missed";
      case STALE -> "no backup is fresh enough";
      case DRILL_FAILED -> "a drill failed or is late";
      case VERIFICATION_FAILED -> "a copy is missing or corrupt";
      case STORAGE_FULL -> "a storage is nearly full";
      case ANOMALY -> "a backup differs from those before it";
      case RECOVERED -> "what was told of is well again";
      case DIGEST_DAILY -> "a summary each day";
      case DIGEST_WEEKLY -> "a summary each week";
    };
  }

  public boolean tells(String event) {
    List<String> chosen = NotificationLook.words(form.value("events"));
    return chosen.contains(event) || chosen.contains(ALL) && ofAll().contains(event);
  }

  public boolean tellsThrough(String channel) {
    return NotificationLook.words(form.value("channels")).contains(channel);
  }

  /** Those that there are, and those that the rule names all the same. */
  public Set<String> offered() {
    Set<String> all = new TreeSet<>(channels);
    all.addAll(NotificationLook.words(form.value("channels")));
    return all;
  }

  /** What a form sent, with its ticked boxes as lists; all of the problems are {@code all}. */
  static Function<String, @Nullable String> sent(Map<String, List<String>> form) {
    return field -> {
      List<String> given = form.get(field);
      if (given == null || given.isEmpty()) {
        return null;
      }
      return switch (field) {
        case "events" -> events(given);
        case "channels" -> list(given);
        default -> given.get(given.size() - 1);
      };
    };
  }

  private static String events(List<String> given) {
    Set<String> ticked = new LinkedHashSet<>(NotificationLook.words(list(given)));
    if (!ticked.containsAll(ofAll())) {
      return String.join(",", ticked);
    }
    ticked.removeAll(ofAll());
    List<String> all = new ArrayList<>(List.of(ALL));
    all.addAll(ticked);
    return String.join(",", all);
  }

  private static Set<String> ofAll() {
    return EnumSet.complementOf(EnumSet.copyOf(DIGESTS)).stream()
        .map(NotificationEvent::id)
        .collect(Collectors.toSet());
  }

  /** A hidden empty one goes before the boxes, so that none at all is told from not asked. */
  private static String list(List<String> given) {
    return given.stream().filter(text -> !text.isBlank()).collect(Collectors.joining(","));
  }
}
