// KServe is downloaded for the definitions of its resources; no code of it is built.
module github.com/amd/aim-engine/e2e/cluster/kserve

go 1.26.0

require github.com/kserve/kserve v0.17.0
