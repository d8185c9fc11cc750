export interface Config {
  assets?: {
    /** Folders of this installation's own assets. */
    files?: {
      /**
       * Folders with `modules/<id>/module.yaml`, `tools/<id>/tool.yaml`,
       * `models/<id>/model.yaml`, `datasets/<id>/dataset.yaml` and
       * `manifests/<id>.yaml`. Relative to where the backend is started, or
       * else to the nearest folder upwards that has a backstage.json. The
       * first one prevails when two hold the same name.
       * Default: `[catalog-info]`. A folder that is not there is reported, and
       * what was read from it stays.
       */
      roots?: string[];
      /** Seconds between looks for changes, 0.1 to 3600. Default 3. */
      everySeconds?: number;
    };
    /**
     * Where the room keeps what it can make anew: the Python of templates of
     * cookiecutter, and such templates as are fetched. Relative to where the
     * backend is started. Default: `data/assets`.
     */
    dataDirectory?: string;
    /** What makes projects of modules and tools. */
    templates?: {
      /**
       * Folders with a folder for each template, and `choices.yaml` for what their
       * forms offer. One with a `cookiecutter.yaml` is made by cookiecutter, in
       * a sandbox that needs bubblewrap on this machine; see docs/operator.md. Relative as those of `files`. Read when the portal starts.
       * Default: `[templates]`.
       */
      roots?: string[];
      /** Seconds that cookiecutter may take for a project, 1 to 600. Default 60. */
      seconds?: number;
    };
    /** Forges whose repositories are assets. Default: none. */
    forges?: Array<{
      /** Name of the source, `forge:<id>`. Changing it reads all again. */
      id: string;
      /** Which API it speaks. Default `github`. */
      type?: 'github';
      /** Of the REST API. Default `https://api.github.com`. */
      apiBaseUrl?: string;
      /** Of plain files. Default `https://raw.githubusercontent.com`. */
      rawBaseUrl?: string;
      /**
       * Sent to the two addresses above and nowhere else. Without one, GitHub
       * answers 60 requests an hour.
       * @visibility secret
       */
      token?: string;
      /** Take every repository of this organisation that has an ai4-metadata.yml. */
      organization?: string;
      /** Or take the repositories that a file in .gitmodules form names. */
      catalogueList?: {
        url: string;
      };
      /** What its repositories are. Default `module`. */
      kind?: 'module' | 'tool' | 'model' | 'dataset';
      /** Id of the shared manifest that launches those that name none. */
      defaultManifest?: string;
      /** Seconds between reads, 10 to 604800. Default 3600. */
      everySeconds?: number;
      /**
       * Ask how the build of each repository went: its commit's statuses or, where
       * it has none, its check runs. One or two requests for each repository and
       * read, which GitHub does not count while nothing changed and a token is
       * sent. Default: true where there is a token.
       */
      builds?: boolean;
      /**
       * Let the addresses lead into private networks, for a forge in your own
       * house. Default false: such addresses are refused.
       */
      allowPrivateNetwork?: boolean;
    }>;
    /**
     * Catalogues of others whose models and datasets are shown beside our own, with where they
     * are from. Default: none, and nothing is asked of anybody. When one is taken
     * out, what was read from it goes.
     */
    externalCatalogues?: Array<{
      /** `bioimage`: the BioImage Model Zoo. */
      type: 'bioimage' | 'hugging-face';
      /**
       * Name of the source, `external:<id>`, and what the names of its assets begin
       * with. Default: the type. Changing it reads all again, under other names.
       */
      id?: string;
      /**
       * What of it is shown; `dataset` of Hugging Face alone. Default `model`. Name
       * the Hub twice, with an `id` each, to have both.
       */
      kind?: 'model' | 'dataset';
      /**
       * Of the collection (`bioimage`) or of the Hub (`hugging-face`). Default:
       * where those are published.
       */
      url?: string;
      /** Of Hugging Face: whose models, or datasets, are shown. */
      organizations?: string[];
      /** Of Hugging Face: those with one of these tags are shown, too. */
      tags?: string[];
      /**
       * Sent to the address above and nowhere else; for more requests.
       * @visibility secret
       */
      token?: string;
      /** How many of its entries are shown, 1 to 20000. Default 1000. */
      most?: number;
      /** Seconds between reads, 60 to 2592000. Default 86400. */
      everySeconds?: number;
      /**
       * The host and port of the catalogue may be in a private network, such as a
       * mirror; what its entries name elsewhere may not. Default false.
       */
      allowPrivateNetwork?: boolean;
    }>;
    /**
     * Tools of people's repositories that may be launched here, whoever has put them
     * into the catalogue. Their manifests run what they say, on every engine: agree to
     * what you have read. Changes hold at once; one that cannot be read is logged, and
     * changes nothing. Default: none, and such tools are only shown.
     */
    trustedRepositories?: Array<{
      /** Pages of its forge, such as `https://github.com`. */
      forge: string;
      /** The forge's own id of it, which its page here says. */
      id?: string | number;
      /** Or `owner/name`; with a `commit` alone, since a name may be another's later. */
      repository?: string;
      /**
       * All digits of the commit that runs, until another is named here. Where one entry
       * names a repository by its `id` and another by its name, the first of them counts.
       */
      commit?: string;
      /**
       * Or the default branch, by its name: then whoever may push to it says what runs
       * here, without asking.
       */
      branch?: string;
    }>;
    /** What harvesters, search engines and feed readers get without signing in. */
    openMetadata?: {
      /**
       * Descriptions of assets in the standards of others, the catalogue of them
       * (DCAT) and feeds (Atom) are for everybody: of the folders of `files`, of
       * public repositories, of catalogues of others and imported datasets, as the
       * portal of the community shows them whose address is asked. Private
       * repositories are not among them. Default false: whoever asks has to sign in.
       */
      enabled?: boolean;
      /**
       * Requests a minute of one address (of IPv6: of one /64) that does not sign in, 1
       * to 6000. Behind a proxy, set `backend.trustProxy`, or all of them are one.
       * Default 120.
       */
      requestsPerMinute?: number;
    };
    /** What checks modules whose repositories were made or registered here. */
    checks?: {
      /**
       * Whether pushes have a module checked: the portal asks its forge to tell of them,
       * in the name of whose repository it is, at `backend.baseUrl`. False: nothing is
       * asked, and checks are run by hand. Default true.
       */
      onPush?: boolean;
      /**
       * Whether pull and merge requests from branches of the repository itself have their
       * commit checked by `portal`, in the name of whose repository it is. Never those
       * of forks. Default true.
       */
      onPullRequest?: boolean;
      /**
       * Whether the forge of a repository is told how its commits were checked, as a
       * commit status `astrolabe/<runner>` in the name of whose repository it is. What
       * the forge has checked by itself it is not told. False: only how that ended is told
       * which stands there as pending. Default true.
       */
      tellForges?: boolean;
      /**
       * Which of them check, in this order: `portal` (a batch workload of whose
       * repository it is), `forge` (what the forge checks by itself is shown; nothing is
       * started), and `jenkins:<id>`. Default: all there are.
       */
      runners?: string[];
      /** Each Jenkins that checks modules. Default: none. */
      jenkins?: Array<{
        /** Name of the runner, `jenkins:<id>`. */
        id: string;
        /** Where it is, as people open it. */
        url: string;
        /** Who the portal is there: may see the jobs, and build where `starts`. */
        user: string;
        /**
         * An API token of that user. Sent to the address above and nowhere else.
         * @visibility secret
         */
        token: string;
        /**
         * Pages of the forge whose repositories it checks, such as
         * `https://github.com`. Those of others are not checked there: anybody may
         * have one of the same name elsewhere.
         */
        forge: string;
        /**
         * Owners there whose repositories it checks. Needed unless `job` has `{owner}`
         * in it. Default: all.
         */
        owners?: string[];
        /**
         * Folders and name of the job, such as `AI4OS-hub/{repository}/{branch}`, with
         * `{name}` (of the module), `{owner}`, `{repository}` and `{branch}` in it.
         * Modules without a job are not checked there.
         */
        job: string;
        /**
         * Ask for a build of each run. The job has to have the parameters
         * `ASTROLABE_RUN`, by which a run is never built twice, and `COMMIT`, which it
         * has to build; it is given `MODULE`, `REPOSITORY` and `BRANCH` where it has
         * them. False: Jenkins builds what is pushed by itself, and its build of the
         * commit is found. Default true.
         */
        starts?: boolean;
        /** Let the address lead into a private network. Default false. */
        allowPrivateNetwork?: boolean;
      }>;
    };
    /** How the images of released modules are signed. */
    signing?: {
      /**
       * A file with the private key, of ECDSA on the curve P-256, as PEM. Default: one
       * is made when it is first needed, and kept with the secrets of the portal.
       * What was signed by another is not verified with the key that the portal shows.
       */
      keyFile?: string;
      /**
       * Minutes for which a release waits for the image of its version, 0 to 1440;
       * then it goes on without. Default 60.
       */
      waitMinutes?: number;
    };
    /**
     * Addresses of repositories of datasets that are others than the usual ones,
     * such as a sandbox or a mirror. A Dataverse is known by its pages.
     */
    datasetRepositories?: {
      zenodo?: string;
      'hugging-face'?: string;
      dryad?: string;
      figshare?: string;
      seanoe?: string;
      'data-europa'?: string;
      /** What DOIs are, where their repository is not known. */
      datacite?: string;
    };
  };
}
