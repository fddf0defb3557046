// What llama.cpp itself can do: N sequences of P prompt tokens each are evaluated, then G tokens are generated for each of them,
// greedily, all N in one batch. Links the very library that the product uses; one JSON line is the result.
//
//   raw MODEL BACKENDS THREADS P G N
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>
#include <sys/resource.h>
#include "ggml-backend.h"
#include "llama.h"

static double seconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

static double cpu_seconds() {
    rusage used;
    getrusage(RUSAGE_SELF, &used);
    return used.ru_utime.tv_sec + used.ru_stime.tv_sec + (used.ru_utime.tv_usec + used.ru_stime.tv_usec) * 1e-6;
}

static void add(llama_batch & batch, llama_token token, llama_pos position, llama_seq_id sequence, bool wants_next) {
    const int i = batch.n_tokens++;
    batch.token[i] = token;
    batch.pos[i] = position;
    batch.n_seq_id[i] = 1;
    batch.seq_id[i][0] = sequence;
    batch.logits[i] = wants_next;
}

int main(int argc, char ** argv) {
    if (argc != 7) return 2;
    const int threads = atoi(argv[3]), P = atoi(argv[4]), G = atoi(argv[5]), N = atoi(argv[6]);
    llama_log_set([](ggml_log_level, const char *, void *) {}, nullptr);
    ggml_backend_load_all_from_path(argv[2]);
    llama_backend_init();

    llama_model_params model_params = llama_model_default_params();
    model_params.n_gpu_layers = 0;
    llama_model * model = llama_model_load_from_file(argv[1], model_params);
    if (!model) return 1;
    const int vocabulary = llama_vocab_n_tokens(llama_model_get_vocab(model));

    llama_context_params params = llama_context_default_params();
    params.n_ctx = N * ((P + G + 255) / 256) * 256;
    params.n_batch = params.n_ubatch = 512;
    params.n_seq_max = N;
    params.n_threads = params.n_threads_batch = threads;
    params.no_perf = true;
    llama_context * context = llama_init_from_model(model, params);
    if (!context) return 1;

    llama_batch batch = llama_batch_init(512, 0, 1);
    std::vector<llama_token> latest(N);
    auto choose = [&](int at) {
        const float * logits = llama_get_logits_ith(context, at);
        return (llama_token) (std::max_element(logits, logits + vocabulary) - logits);
    };
    for (int s = 0; s < N; s++) {
        for (int p = 0; p < P; p++) {
            add(batch, (s * 7919 + p * 31 + 300) % (vocabulary - 300), p, s, p == P - 1);
            if (batch.n_tokens < 512 && p < P - 1) continue;
            if (llama_decode(context, batch)) return 1;
            if (p == P - 1) latest[s] = choose(batch.n_tokens - 1);
            batch.n_tokens = 0;
        }
    }

    const double wall = seconds(), cpu = cpu_seconds();
    for (int g = 1; g < G; g++) {
        batch.n_tokens = 0;
        for (int s = 0; s < N; s++) add(batch, latest[s], P + g - 1, s, true);
        if (llama_decode(context, batch)) return 1;
        for (int s = 0; s < N; s++) latest[s] = choose(s);
    }
    const int tokens = N * (G - 1);
    printf("{\"tokensPerSecond\": %.2f, \"tokensPerCpuSecond\": %.2f}\n", tokens / (seconds() - wall), tokens / (cpu_seconds() - cpu));
}
