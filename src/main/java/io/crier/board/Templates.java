package io.crier.board;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.messageresolver.IMessageResolver;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Writes pages from the templates in {@code templates/}, on threads of its own: some milliseconds
 * for a page with hundreds of announcements, which timers should not wait for.
 */
@Component
class Templates implements DisposableBean {
    /** What the model is called in a template. */
    private static final String PAGE = "page";

    private static final String TEXTS = "texts";

    private static final int MOST_WAITING = 1_000;

    private final TemplateEngine engine = engine();
    private final String fingerprint = fingerprintOfFiles();
    private final Scheduler writers =
            Schedulers.newBoundedElastic(
                    Runtime.getRuntime().availableProcessors(), MOST_WAITING, "pages");

    /** The page that the template makes of the model, in UTF-8. */
    Mono<byte[]> write(String template, Object model, Texts texts) {
        return Mono.fromCallable(() -> written(template, model, texts)).subscribeOn(writers);
    }

    /** Tells these templates, with all that they say, from those of another version. */
    String fingerprint() {
        return fingerprint;
    }

    private byte[] written(String template, Object model, Texts texts) {
        var context = new Context(texts.locale(), Map.of(PAGE, model, TEXTS, texts));
        return engine.process(template, context).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void destroy() {
        writers.dispose();
    }

    private static TemplateEngine engine() {
        var resolver = new ClassLoaderTemplateResolver(Templates.class.getClassLoader());
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        var engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        engine.setMessageResolver(new TextsOfContext());
        return engine;
    }

    /** Finds {@code #{key}} in the texts that the page is written with. */
    private static final class TextsOfContext implements IMessageResolver {
        @Override
        public String getName() {
            return "texts";
        }

        @Override
        public Integer getOrder() {
            return 1;
        }

        @Override
        public String resolveMessage(
                ITemplateContext context, Class<?> origin, String key, Object[] parameters) {
            return ((Texts) context.getVariable(TEXTS)).text(key, parameters);
        }

        @Override
        public String createAbsentMessageRepresentation(
                ITemplateContext context, Class<?> origin, String key, Object[] parameters) {
            return key;
        }
    }

    private static String fingerprintOfFiles() {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            for (var folder : new String[] {"templates", "messages"}) {
                var files =
                        new PathMatchingResourcePatternResolver()
                                .getResources("classpath:" + folder + "/*");
                Arrays.sort(
                        files, Comparator.comparing(file -> String.valueOf(file.getFilename())));
                for (Resource file : files) {
                    hash.update(file.getContentAsByteArray());
                }
            }
            return HexFormat.of().formatHex(hash.digest(), 0, 4);
        } catch (IOException e) {
            throw new UncheckedIOException("the templates cannot be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
