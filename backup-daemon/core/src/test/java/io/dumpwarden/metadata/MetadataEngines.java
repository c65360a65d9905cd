package io.dumpwarden.metadata;

import io.dumpwarden.engines.TestEngine;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs a test class against every engine that may hold the metadata. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass(name = "{0}")
@EnumSource(value = TestEngine.class, mode = EnumSource.Mode.EXCLUDE, names = "MYSQL_9")
public @interface MetadataEngines {}
