package io.dumpwarden.admin.live;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one client watches. Asked again and again, by one thread at a time. */
public interface Feed {

  /**
   * An event as browsers get it.
   *
   * @param data a text; each of its lines goes into one event
   * @param id what the client sends back when it has to connect anew; null for none
   */
  record Event(String name, String data, @Nullable String id) {}

  /**
   * What is new.
   *
   * @param ended whether nothing more will come
   */
  record News(List<Event> events, boolean ended) {}

  /**
   * What is new since the last time.
   *
   * @throws io.dumpwarden.error.DumpwardenException {@code METADATA_UNAVAILABLE}: it is asked again
   */
  News look();
}
