package io.dumpwarden.backup;

import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageProvider;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The same thing, but for one method. */
public final class Failing {

  private Failing() {}

  public static StorageProvider on(StorageProvider there, String method) {
    return on(
        StorageProvider.class,
        there,
        method,
        () -> new StorageException(Kind.UNAVAILABLE, "it does not answer"));
  }

  public static <T> T on(Class<T> type, T there, String method, Supplier<Throwable> failure) {
    return times(Integer.MAX_VALUE, type, there, method, failure);
  }

  /** Fails so many times, and works from then on. */
  public static <T> T times(
      int times, Class<T> type, T there, String method, Supplier<Throwable> failure) {
    AtomicInteger left = new AtomicInteger(times);
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (p, called, arguments) -> {
              if (called.getName().equals(method) && left.getAndDecrement() > 0) {
                throw failure.get();
              }
              try {
                return called.invoke(there, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return type.cast(proxy);
  }
}
