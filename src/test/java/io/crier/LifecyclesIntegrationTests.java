package io.crier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.context.Phased;

/**
 * Spring stops those who depend on a bean together with it, whatever their phase, and then does not
 * wait for what they do in theirs: so each is to stop before that which it depends on.
 */
@CrierTest
class LifecyclesIntegrationTests {
    @Autowired ConfigurableApplicationContext context;

    private static int phase(Lifecycle bean) {
        return bean instanceof Phased phased ? phased.getPhase() : 0;
    }

    @Test
    void whoeverDependsOnAnotherStopsBeforeIt() {
        var beans = context.getBeansOfType(Lifecycle.class, false, false);
        var compared = new ArrayList<String>();
        beans.forEach((name, bean) -> {
            for (var dependent : context.getBeanFactory().getDependentBeans(name)) {
                var other = beans.get(dependent);
                if (other != null) {
                    compared.add(dependent + " on " + name);
                    assertThat(phase(other))
                            .as("%s depends on %s", dependent, name)
                            .isGreaterThanOrEqualTo(phase(bean));
                }
            }
        });
        assertThat(compared).contains("poller on load");
    }
}
