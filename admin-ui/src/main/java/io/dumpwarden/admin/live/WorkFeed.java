package io.dumpwarden.admin.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.dumpwarden.admin.route.AnswerJson;
import io.dumpwarden.admin.route.LogText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work until its end: {@code progress} with its JSON whenever that changes, {@code log}
 * for each line, {@code end} with its JSON.
 */
public final class WorkFeed implements Feed {

  /**
   * How the work stands.
   *
   * @param view as REST shows it
   * @param ended whether nothing more will happen to it
   */
  public record State(Object view, boolean ended) {}

  private final Supplier<Optional<State>> states;
  private final IntFunction<List<String>> logs;
  private int lines;
  private boolean endSeen;
  private @Nullable String told;

  /**
   * @param states empty where it is no longer on record
   * @param logs the lines after so many
   * @param lines how many lines the client has already
   */
  public WorkFeed(Supplier<Optional<State>> states, IntFunction<List<String>> logs, int lines) {
    this.states = states;
    this.logs = logs;
    this.lines = lines;
  }

  @Override
  public News look() {
    Optional<State> state = states.get();
    List<Event> events = new ArrayList<>();
    if (state.isEmpty()) {
      return new News(events, true);
    }
    String json = json(state.get().view());
    if (!json.equals(told)) {
      events.add(new Event("progress", json, null));
      told = json;
    }
    for (String line : logs.apply(lines)) {
      lines++;
      events.add(new Event("log", LogText.harmless(line), "" + lines));
    }
    // its last lines may be written right after its end: one more look
    boolean over = state.get().ended() && endSeen;
    endSeen = state.get().ended();
    if (over) {
      events.add(new Event("end", json, null));
    }
    return new News(events, over);
  }

  private static String json(Object view) {
    try {
      return AnswerJson.MAPPER.writeValueAsString(view);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event that JSON cannot hold", e);
    }
  }
}
